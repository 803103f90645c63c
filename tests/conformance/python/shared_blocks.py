"""Blocks and results that Python and TypeScript share: what one side saved the other loads.

Run as `python shared_blocks.py save|load|results|read FOLDER [RUN_ID]`. The last line printed is a JSON object.
"""

import json
import sys
from datetime import datetime, timezone
from typing import Optional, Union

from prefect import flow, task
from prefect.blocks.core import Block
from prefect.blocks.fields import SecretDict
from prefect.blocks.notifications import SlackWebhook
from prefect.blocks.system import Secret
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.filesystems import LocalFileSystem
from prefect.serializers import CompressedSerializer
from pydantic import SecretStr


class SharedLogin(Block):
    _block_type_name = "Shared Login"
    user_name: str
    password: SecretStr


class SharedKey(Block):
    _block_type_name = "Shared Key"
    api_key: SecretStr


class SharedShelf(Block):
    _block_type_name = "Shared Shelf"
    shelf_name: str
    login: Union[SharedLogin, SharedKey]
    headers: Optional[SecretDict] = None
    row_count: int = 3
    note: Optional[str] = None


def shelf(block):
    login = block.login
    return {
        "shelfName": block.shelf_name,
        "login": [type(login).__name__, login.password.get_secret_value()],
        "headers": block.headers and block.headers.get_secret_value(),
        "rowCount": block.row_count,
        "note": block.note,
    }


def save(folder):
    Secret(value="py-text").save("py-text")
    Secret(value={"user": "u", "list": [5.5, None]}).save("py-json")
    LocalFileSystem(basepath=folder).save("py-files")
    SlackWebhook(url="https://hooks.example.com/py").save("py-slack")
    Webhook(url="https://example.com/py", headers={"x-key": "k"}).save("py-hook")
    login = SharedLogin(user_name="py", password="py-password")
    login.save("py-login")
    SharedShelf(shelf_name="py", login=login, headers={"x": "y"}).save("py-shelf")
    SharedShelf(shelf_name="loose", login=login.model_copy()).save("py-loose")
    return {}


def load(folder):
    slack = SlackWebhook.load("ts-slack")
    hook = Webhook.load("ts-hook")
    return {
        "text": Secret.load("ts-text").get(),
        "json": Block.load("secret/ts-json").get(),
        "files": LocalFileSystem.load("ts-files").basepath == folder,
        "slack": [slack.notify_type, slack.url.get_secret_value()],
        "hook": [hook.method, hook.url.get_secret_value(), hook.headers.get_secret_value()],
        "shelf": shelf(SharedShelf.load("ts-shelf")),
        "loose": shelf(SharedShelf.load("ts-loose")),
        "checksum": SharedLogin._calculate_schema_checksum(),
    }


@task(persist_result=True, result_storage_key="py-{parameters[name]}", result_serializer="json")
def value_of(name):
    return {
        "plain": {"a": [1, 2.5, None, "grüße"]},
        "date": datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone.utc),
        "error": ValueError("no"),
        "big": 2**70,
        "nan": [float("nan"), float("inf")],
    }[name]


@flow(persist_result=True, result_storage="local-file-system/py-files", result_serializer="json")
def py_results():
    for name in ["plain", "date", "error", "big", "nan"]:
        value_of(name)
    for library in ["zlib", "gzip", "lzma", "bz2"]:
        compressed = CompressedSerializer(serializer="json", compressionlib=library)
        value_of.with_options(result_serializer=compressed, result_storage_key=f"py-{library}")("plain")
    return {"answer": 42}


def results(folder):
    return {"id": str(py_results(return_state=True).state_details.flow_run_id)}


def read(folder, flow_run_id):
    with get_client(sync_client=True) as client:
        flow_run = client.read_flow_run(flow_run_id)
        task_runs = client.read_task_runs(flow_run_filter=FlowRunFilter(id={"any_": [flow_run_id]}))
    values = {run.name: run.state.result(raise_on_failure=False) for run in task_runs}
    return {
        "flow": flow_run.state.result(),
        "tasks": {name: value if isinstance(value, (dict, int, str)) else repr(value) for name, value in values.items()},
    }


PARTS = {"save": save, "load": load, "results": results, "read": read}

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](*sys.argv[2:])))
