"""Shares results with a TypeScript program: `shared_cache.py FOLDER`."""

import json
import sys
from pathlib import Path

from prefect import flow, task
from prefect.settings import PREFECT_LOCAL_STORAGE_PATH, temporary_settings


def by_key(context, parameters):
    return f"shared/{parameters['name']}"


@task(cache_key_fn=by_key, result_serializer="json", persist_result=True)
def make(name):
    return {"by": "python", "name": name, "numbers": [1, 2.5, None]}


@flow
def shared():
    states = [make(name, return_state=True) for name in ("left", "right")]
    return [{"state": state.name, "result": state.result()} for state in states]


with temporary_settings({PREFECT_LOCAL_STORAGE_PATH: Path(sys.argv[1])}):
    print(json.dumps(shared()))
