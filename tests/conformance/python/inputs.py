"""Runs that ask and answer as Prefect's own client does: `pause`, `answer <run>`, `echo`."""

import sys
from uuid import UUID

from prefect import flow
from prefect.flow_runs import pause_flow_run, resume_flow_run
from prefect.input import RunInput, receive_input
from prefect.runtime import flow_run


class Approval(RunInput):
    approved: bool
    note: str = "none"


class Order(RunInput):
    item: str


@flow
def asking() -> str:
    print("run", flow_run.id, flush=True)
    answer = pause_flow_run(wait_for_input=Approval, timeout=200, poll_interval=1)
    return f"{answer.approved} {answer.note}"


@flow
def echo() -> str:
    print("run", flow_run.id, flush=True)
    for number in receive_input(int, timeout=200, poll_interval=0.2, with_metadata=True):
        number.respond(number.value * 2)
        break
    return Order.receive(timeout=200, poll_interval=0.2).next().item


if sys.argv[1] == "answer":
    resume_flow_run(UUID(sys.argv[2]), run_input={"approved": True})
    print("answered")
else:
    print("result", {"pause": asking, "echo": echo}[sys.argv[1]](), flush=True)
