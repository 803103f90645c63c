"""One of each thing that `prefect transfer` takes along. The last line printed is a JSON object.

`holdings.py make` makes them; `holdings.py show` says what there is of them.
"""

import asyncio
import json
import sys

from prefect import flow
from prefect.automations import Automation
from prefect.blocks.core import Block
from prefect.blocks.system import Secret
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import (
    GlobalConcurrencyLimitCreate,
    WorkPoolCreate,
)
from prefect.client.schemas.schedules import CronSchedule
from prefect.events.actions import RunDeployment
from prefect.events.schemas.automations import EventTrigger
from prefect.variables import Variable
from pydantic import SecretStr


class MovedInner(Block):
    token: SecretStr


class MovedOuter(Block):
    inner: MovedInner
    note: str


@flow(name="moved-flow")
def moved(x: int = 1):
    return x


async def make():
    async with get_client() as client:
        await client.create_work_pool(WorkPoolCreate(name="moved-pool", type="process"))
        await client.create_work_queue(name="moved-queue", work_pool_name="moved-pool", priority=3)
        limit = GlobalConcurrencyLimitCreate(name="moved-limit", limit=4, slot_decay_per_second=0.5)
        await client.create_global_concurrency_limit(limit)
        flow_id = await client.create_flow(moved)
        deployment_id = await client.create_deployment(
            flow_id,
            name="moved-deployment",
            work_pool_name="moved-pool",
            work_queue_name="moved-queue",
            parameters={"x": 5},
            tags=["moved"],
            job_variables={"env": {"A": "1"}},
        )
        await client.create_deployment_schedules(deployment_id, [(CronSchedule(cron="0 6 * * *"), False)])
    await Variable.aset("moved_variable", {"deep": [1, None]}, tags=["moved"])
    await Secret(value="moved secret").save("moved-secret")
    await MovedInner(token="inner token").save("moved-inner")
    await MovedOuter(inner=await MovedInner.load("moved-inner"), note="kept").save("moved-outer")
    await Automation(
        name="moved-automation",
        trigger=EventTrigger(expect={"never.happens"}, threshold=1),
        actions=[RunDeployment(source="selected", deployment_id=deployment_id, parameters={"x": 6})],
    ).acreate()
    return None


async def show():
    async with get_client() as client:
        pool = await client.read_work_pool("moved-pool")
        queues = await client.read_work_queues(work_pool_name="moved-pool")
        limit = await client.read_global_concurrency_limit_by_name("moved-limit")
        deployment = await client.read_deployment_by_name("moved-flow/moved-deployment")
    outer = await MovedOuter.load("moved-outer")
    automation = await Automation.aread(name="moved-automation")
    [action] = automation.actions
    return {
        "pool": pool.type,
        "queues": sorted((queue.name, queue.priority) for queue in queues if queue.name != "default"),
        "limit": [limit.limit, limit.slot_decay_per_second],
        "deployment": [deployment.work_pool_name, deployment.work_queue_name, deployment.parameters, deployment.tags],
        "job": deployment.job_variables,
        "schedules": [[one.schedule.cron, one.active] for one in deployment.schedules],
        "variable": await Variable.aget("moved_variable"),
        "secret": (await Secret.load("moved-secret")).get(),
        "outer": [outer.inner.token.get_secret_value(), outer.note],
        "automation": [action.parameters, action.deployment_id == deployment.id],
    }


print(json.dumps(asyncio.run({"make": make, "show": show}[sys.argv[1]]())))
