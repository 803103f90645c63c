"""Transactions around subflows, as Prefect ends them: what was called, in order. The last line printed is a JSON object."""

import json

from prefect import flow, task
from prefect.transactions import CommitMode, transaction

calls = []


def write(name):
    @task(name=f"write-{name}", cache_policy=None)
    def one():
        calls.append(f"write {name}")

    one.on_commit(lambda _txn: calls.append(f"commit {name}"))
    one.on_rollback(lambda _txn: calls.append(f"undo {name}"))
    one()


@flow
def plain():
    write("b")
    write("c")


@flow
def nested(mode):
    with transaction(commit_mode=mode):
        write("b")
    write("c")


@flow
def failing():
    write("b")
    raise RuntimeError("on purpose")


def called(body, fails, mode=None):
    calls.clear()
    try:
        with transaction(commit_mode=mode):
            write("a")
            try:
                body()
            except RuntimeError:
                calls.append("caught")
            if fails:
                raise RuntimeError("on purpose")
    except RuntimeError:
        calls.append("failed")
    return list(calls)


@flow
def all_of_them():
    bodies = {
        "plain": plain,
        "lazy": lambda: nested(CommitMode.LAZY),
        "eager": lambda: nested(CommitMode.EAGER),
        "off": lambda: nested(CommitMode.OFF),
        "failing": failing,
    }
    seen = {f"{name}, {fails}": called(body, fails) for name, body in bodies.items() for fails in (False, True)}
    seen["in eager"] = called(plain, True, CommitMode.EAGER)
    seen["in off"] = called(plain, False, CommitMode.OFF)
    return seen


print(json.dumps(all_of_them()))
