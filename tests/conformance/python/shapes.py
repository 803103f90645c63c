"""The shapes of work that Prefect's own client must be able to run against any server that speaks its protocol.

Run as `python shapes.py NAME`. The last line printed is a JSON object: what the client itself saw.
"""

import json
import logging
import sys
import time
from datetime import timedelta

from prefect import flow, get_run_logger, task, unmapped
from prefect.client.orchestration import get_client
from prefect.futures import wait
from prefect.runtime import flow_run as runtime
from prefect.states import Completed, Failed

attempts = {"flow": 0, "task": 0}


@task
def add(left, right):
    return left + right


@task
def double(number):
    get_run_logger().info("doubling %s", number)
    return 2 * number


@task(retries=2, retry_delay_seconds=0)
def shaky():
    attempts["task"] += 1
    if attempts["task"] < 3:
        raise ValueError(f"attempt {attempts['task']} fails")
    return attempts["task"]


@task
def broken():
    raise RuntimeError("broken on purpose")


@flow(name="py-plain", flow_run_name="plain-{left}", log_prints=True)
def plain(left: int = 1, right: int = 2) -> int:
    """A flow with one task, a log record and a print."""
    get_run_logger().warning("a record with ünïcödé")
    print("a printed line")
    return add(left, right)


@flow(name="py-mapped")
def mapped():
    futures = double.map(list(range(20)))
    sums = add.map(futures, unmapped(1))
    return sum(future.result() for future in sums)


@flow(name="py-child")
def child(number: int):
    return double(number)


@flow(name="py-parent")
def parent():
    first = child(1)
    return child(first)


@flow(name="py-task-retries")
def task_retries():
    return shaky()


@flow(name="py-flow-retries", retries=2, retry_delay_seconds=0)
def flow_retries():
    attempts["flow"] += 1
    add(attempts["flow"], 0)
    if attempts["flow"] < 3:
        raise ValueError(f"attempt {attempts['flow']} fails")
    return attempts["flow"]


@flow(name="py-failing")
def failing():
    broken()


@flow(name="py-tolerant")
def tolerant():
    """A failed task does not fail a flow that says how it ended."""
    state = broken(return_state=True)
    return Completed(message=f"tolerated {state.name}", name="Tolerant")


@flow(name="py-timeout", timeout_seconds=1)
def too_slow():
    for _ in range(100):
        time.sleep(0.05)


@flow(name="py-persisted", persist_result=True)
def persisted():
    return cached(21)


@task(persist_result=True, cache_key_fn=lambda _context, inputs: f"py-cached-{inputs['number']}", cache_expiration=timedelta(hours=1), result_serializer="json")
def cached(number):
    return 2 * number


@flow(name="py-concurrent")
def concurrent():
    futures = [double.submit(number) for number in range(5)]
    dependent = add.submit(futures[0], futures[1], wait_for=[futures[4]])
    wait([*futures, dependent])
    return dependent.result()


@flow(name="py-runtime")
def seen_by_runtime():
    return {"id": str(runtime.id), "name": runtime.name, "flow": runtime.flow_name}


@flow(name="py-state")
def named_state():
    return Failed(message="said so", name="Rejected")


def run(shape):
    state = shape(return_state=True)
    with get_client(sync_client=True) as client:
        flow_run = client.read_flow_run(state.state_details.flow_run_id)
        states = client.read_flow_run_states(flow_run.id)
    result = state.result(raise_on_failure=False)
    return {
        "id": str(flow_run.id),
        "state": [flow_run.state.type.value, flow_run.state.name],
        "states": [each.name for each in states],
        "result": repr(result) if isinstance(result, BaseException) else result,
    }


SHAPES = {
    "plain": plain,
    "mapped": mapped,
    "parent": parent,
    "task_retries": task_retries,
    "flow_retries": flow_retries,
    "failing": failing,
    "tolerant": tolerant,
    "too_slow": too_slow,
    "persisted": persisted,
    "concurrent": concurrent,
    "seen_by_runtime": seen_by_runtime,
    "named_state": named_state,
}

if __name__ == "__main__":
    logging.captureWarnings(True)
    print(json.dumps({name: run(SHAPES[name]) for name in sys.argv[1:]}))
