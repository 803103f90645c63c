"""Waits for a flow run as Prefect's client does, says what it hears of it, and prints the state that it ended in."""

import asyncio
import sys
from uuid import UUID

from prefect.flow_runs import wait_for_flow_run


async def main() -> None:
    flow_run = await wait_for_flow_run(UUID(sys.argv[1]), timeout=200, log_states=True)
    print(flow_run.state.name)


asyncio.run(main())
