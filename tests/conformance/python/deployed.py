"""Flows that a worker runs from a deployment."""

import json
import os
import signal
import time
from pathlib import Path

from prefect import flow, suspend_flow_run, task
from prefect.client.orchestration import get_client
from prefect.input import RunInput
from prefect.runtime import flow_run


@task
def double(number: int) -> int:
    return number * 2


@flow(name="deployed-quick")
def quick(number: int = 21) -> int:
    return double(number)


def cancelled(flow, flow_run, state) -> None:
    """Prefect logs that it calls it."""


@flow(name="deployed-slow", on_cancellation=[cancelled])
def slow() -> None:
    for _ in range(6000):
        time.sleep(0.1)


@flow(name="deployed-nested")
def nested() -> None:
    slow()


class Choice(RunInput):
    """What the run is told before it goes on."""

    number: int


@flow(name="deployed-asking", persist_result=True)
def asking() -> int:
    return double(suspend_flow_run(wait_for_input=Choice, timeout=300).number)


@flow(name="deployed-dying")
def dying(folder: str) -> int:
    """Its process is killed the first time; the second time it looks at what became of it."""
    mark = Path(folder, "died")
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    with get_client(sync_client=True) as client:
        states = client.read_flow_run_states(flow_run.id)
    seen = [[state.type.value, state.name] for state in states if state.name == "Recovering"]
    Path(folder, "seen.json").write_text(json.dumps(seen))
    return double(1)
