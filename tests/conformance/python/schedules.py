"""Expands schedules as Prefect does: a list of {schedule, start, count} in, lists of ISO times in UTC out."""

import asyncio
import json
import sys
from datetime import datetime, timezone

from pydantic import TypeAdapter
from prefect.server.schemas.schedules import SCHEDULE_TYPES


async def expand(asked):
    schedule = TypeAdapter(SCHEDULE_TYPES).validate_python(asked["schedule"])
    dates = await schedule.get_dates(n=asked["count"], start=datetime.fromisoformat(asked["start"]))
    return [date.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") for date in dates]


async def main():
    print(json.dumps([await expand(asked) for asked in json.load(sys.stdin)]))


asyncio.run(main())
