"""What Prefect's own client does with blocks: it registers, saves, loads and overwrites them, and keeps results in one.

Run as `python blocks.py NAME [FOLDER]`. The last line printed is a JSON object: what the client itself saw.
"""

import asyncio
import json
import sys
import uuid
from typing import Union

from prefect import flow, task
from prefect.blocks.core import Block
from prefect.blocks.fields import SecretDict
from prefect.blocks.system import Secret
from prefect.client.orchestration import get_client
from prefect.filesystems import LocalFileSystem
from pydantic import SecretStr


class Inner(Block):
    """A block that stands in others."""

    _block_type_name = "Py Inner"
    token: SecretStr
    note: str = "none"


class Other(Block):
    _block_type_name = "Py Other"
    number: float = 5.0


class Outer(Block):
    """A block with others in it."""

    _block_type_name = "Py Outer"
    inner: Inner
    either: Union[Inner, Other]
    headers: SecretDict
    amount: float = 5.0


def refusal(work):
    try:
        work()
    except Exception as error:
        return type(error).__name__
    return None


def seen(outer):
    return {
        "token": outer.inner.token.get_secret_value(),
        "note": outer.inner.note,
        "either": [type(outer.either).__name__, outer.either.number],
        "headers": outer.headers.get_secret_value(),
        "amount": outer.amount,
    }


def save(folder):
    Secret(value="first").save("kept")
    taken = refusal(lambda: Secret(value="second").save("kept"))
    Secret(value={"user": "u", "list": [5.0, None]}).save("structured")
    LocalFileSystem(basepath=folder).save("results")
    Inner(token="inner-token").save("inner")
    Other().save("other")
    outer = Outer(inner=Inner.load("inner"), either=Other.load("other"), headers={"x-key": "k"})
    outer.save("outer")
    return {"taken": taken, "outer": seen(Outer.load("outer"))}


def load(folder):
    before = {
        "secret": Secret.load("kept").get(),
        "by_slug": Block.load("secret/kept").get(),
        "structured": Secret.load("structured").get(),
        "basepath": LocalFileSystem.load("results").basepath == folder,
        "missing": refusal(lambda: Secret.load("no-such-block")),
    }
    Secret(value="second").save("kept", overwrite=True)
    inner = Inner.load("inner")
    inner.note = "changed"
    inner.save("inner", overwrite=True)
    outer = Outer.load("outer")
    outer.amount = 6.5
    outer.save("outer", overwrite=True)
    Secret.delete("structured")
    return before | {
        "overwritten": Secret.load("kept").get(),
        "outer": seen(Outer.load("outer")),
        "deleted": refusal(lambda: Secret.load("structured")),
        "masked": asyncio.run(masked("kept")),
    }


async def masked(name):
    async with get_client() as client:
        document = await client.read_block_document_by_name(name, "secret", include_secrets=False)
        return document.data["value"]


calls = []


@task(persist_result=True, cache_key_fn=lambda _context, inputs: f"py-block-{inputs['number']}")
def expensive(number):
    calls.append(number)
    return {"number": number, "twice": 2 * number}


@flow(name="py-block-results", persist_result=True, result_storage="local-file-system/results", result_serializer="json")
def kept_in_a_block():
    state = expensive(21, return_state=True)
    return {"state": state.name, "value": state.result()}


def persist(folder):
    state = kept_in_a_block(return_state=True)
    storage = LocalFileSystem.load("results")
    with get_client(sync_client=True) as client:
        flow_run = client.read_flow_run(state.state_details.flow_run_id)
    data = flow_run.state.data
    return {
        "result": state.result(),
        "calls": len(calls),
        "stored_in_block": data.storage_block_id == uuid.UUID(str(storage._block_document_id)),
        "in_the_file": json.loads(storage.read_path(data.storage_key)),
    }


PARTS = {"save": save, "load": load, "persist": persist}

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](sys.argv[2])))
