"""Flows and tasks that end by states of their own, or of others; as `typescript/returned-states.ts`.

Prints the id of each flow's run, by the flow's name.
"""

import json
import logging

from prefect import flow, task
from prefect.runtime import flow_run as runtime
from prefect.states import Cancelled, Completed, Crashed, Failed

ids = {}
calls = {"shaky": 0}

WAYS = {
    "skipped": lambda: Completed(name="Skipped", message="nothing to do", data=4),
    "plain": lambda: Completed(data=4),
    "rejected": lambda: Failed(name="Rejected", message="bad rows"),
    "silent": lambda: Failed(),
    "stopped": lambda: Cancelled(name="Stopped", message="enough"),
    "crashed": lambda: Crashed(message="no disk"),
}


@task
def end(way):
    return WAYS[way]()


@task(retries=2)
def shaky():
    calls["shaky"] += 1
    return Completed(name="Late", data=calls["shaky"]) if calls["shaky"] == 3 else Failed(message="not yet")


def run(name, body):
    def remembered():
        ids[name] = runtime.get_id()
        return body()

    flow(name=f"py-{name}")(remembered)(return_state=True)


def ended(way):
    end(way, return_state=True)
    return WAYS[way]()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    for way in WAYS:
        run(way, lambda: ended(way))
    run("futures", lambda: [end.submit("plain"), end.submit("rejected"), end.submit("plain")])
    run("completed", lambda: end.map(["plain", "skipped"]))
    run("states", lambda: [end(way, return_state=True) for way in ("plain", "rejected", "stopped")])
    run("crashes", lambda: [end("crashed", return_state=True)])
    run("one", lambda: end("rejected", return_state=True))
    run("retried", lambda: shaky(return_state=True))
    print(json.dumps(ids))
