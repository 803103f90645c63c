"""Reads artifacts and variables of a TypeScript program, and leaves its own."""

import json

from prefect import flow, get_client
from prefect.artifacts import Artifact, create_progress_artifact, create_table_artifact, update_progress_artifact
from prefect.variables import Variable


async def kinds():
    async with get_client() as client:
        # Other programs leave artifacts on the same server.
        keys = {"any_": [f"ts-{kind}" for kind in ("markdown", "table", "link", "image", "progress")]}
        body = {"sort": "CREATED_DESC", "artifacts": {"key": keys}}
        answer = await client._client.post("/artifacts/filter", json=body)
        return [[one["key"], one["type"], one["data"]] for one in reversed(answer.json())]


@flow
def records():
    create_table_artifact(key="py-table", table=[{"a": float("nan"), "b": 1}], description="by python")
    progress = create_progress_artifact(progress=10, key="py-progress")
    update_progress_artifact(progress, progress=80)
    Variable.set("py_limits", {"rows": 5, "names": ["a"]})
    latest = Artifact.get("ts-table")
    return {
        "latest": [latest.type, latest.description, latest.data],
        "variable": Variable.get("ts_limits"),
        "fallback": Variable.get("none", default=7),
    }


if __name__ == "__main__":
    import asyncio

    seen = records()
    print(json.dumps({**seen, "kinds": asyncio.run(kinds())}))
