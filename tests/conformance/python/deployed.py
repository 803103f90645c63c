"""Flows that a worker runs from a deployment."""

import time

from prefect import flow, suspend_flow_run, task
from prefect.input import RunInput


@task
def double(number: int) -> int:
    return number * 2


@flow(name="deployed-quick")
def quick(number: int = 21) -> int:
    return double(number)


@flow(name="deployed-slow")
def slow() -> None:
    for _ in range(600):
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
