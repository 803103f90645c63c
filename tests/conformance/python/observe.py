"""Waits, as the process that executes a run does, to hear that the run shall be cancelled. It polls for nothing."""

import asyncio
import sys
from uuid import UUID

from prefect._internal.observers import FlowRunCancellingObserver


async def main() -> None:
    heard = asyncio.Event()
    run = UUID(sys.argv[1])
    async with FlowRunCancellingObserver(on_cancelling=lambda _: heard.set(), polling_interval=3600) as observer:
        observer.add_in_flight_flow_run_id(run)
        print("observing")
        await heard.wait()
    print("heard")


asyncio.run(main())
