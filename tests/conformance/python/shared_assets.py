"""A flow that makes assets; as `typescript/shared-assets.ts`. Prints the ids of its runs."""

import json
import logging

from prefect import flow, task
from prefect.assets import Asset, AssetProperties, add_asset_metadata, materialize
from prefect.runtime import flow_run as runtime
from prefect.states import Cancelled, Failed

raw = Asset(
    key="s3://shared/raw",
    properties=AssetProperties(name="Raw", url="http://example.com", description="all of it", owners=["a", "b"]),
)


@materialize(raw)
def load():
    add_asset_metadata(raw, {"rows": 3, "kind": "csv"})
    add_asset_metadata("s3://shared/raw", {"rows": 4})
    return {"rows": 4}


@task(asset_deps=["postgres://shared/zones"])
def clean(trips):
    return {"cleaned": trips["rows"]}


@materialize("s3://shared/report", "s3://shared/report.html", by="dbt")
def report(trips):
    return trips["cleaned"]


@materialize("s3://shared/waits", asset_deps=["s3://shared/waits"])
def waits():
    pass


@materialize("s3://shared/ends")
def ends(how):
    if how == "raises":
        raise ValueError("no")
    return Failed() if how == "fails" else Cancelled()


@flow
def part(trips):
    report(clean(trips))
    return runtime.get_id()


@flow
def makes():
    trips = load()
    future = clean.submit(trips)
    report(future)
    waits(wait_for=[future])
    for how in ("raises", "fails", "cancels"):
        ends(how, return_state=True)
    return [runtime.get_id(), part(trips)]


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    print(json.dumps(makes()))
