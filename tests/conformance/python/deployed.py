"""Flows that a worker runs from a deployment."""

import time

from prefect import flow, task


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
