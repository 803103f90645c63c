"""What Prefect's own client makes of limits and background tasks: one line of JSON."""

import asyncio
import json
import subprocess
import sys
import time

from prefect import flow, get_client, task
from prefect.client.schemas.actions import GlobalConcurrencyLimitCreate
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.concurrency.asyncio import concurrency, rate_limit
from prefect.flow_engine import run_flow
from prefect.states import Pending
from prefect.task_worker import serve
from prefect.utilities.engine import propose_state


async def make_limits():
    async with get_client() as client:
        for name, limit, decay in [("conformance-two", 2, 0), ("conformance-rate", 1, 3)]:
            await client.create_global_concurrency_limit(
                GlobalConcurrencyLimitCreate(name=name, limit=limit, slot_decay_per_second=decay)
            )
        await client.create_concurrency_limit("conformance-tag", 1)


class Overlap:
    """How many are inside at once."""

    def __init__(self):
        self.inside = 0
        self.most = 0

    async def stay(self, seconds, at_least=1):
        """Stays until so many were inside at once, and for so long."""
        self.inside += 1
        self.most = max(self.most, self.inside)
        while self.most < at_least:
            await asyncio.sleep(0.01)
        await asyncio.sleep(seconds)
        self.inside -= 1


async def take_slots():
    overlap = Overlap()

    async def visit():
        async with concurrency("conformance-two", occupy=1, timeout_seconds=200):
            await overlap.stay(0.2, at_least=2)

    await asyncio.gather(*(visit() for _ in range(5)))
    async with get_client() as client:
        limit = await client.read_global_concurrency_limit_by_name("conformance-two")
    return {"most": overlap.most, "left": limit.active_slots}


async def limit_rate():
    started = time.monotonic()
    for _ in range(4):
        await rate_limit("conformance-rate", timeout_seconds=200)
    return time.monotonic() - started >= 0.9


tagged_overlap = Overlap()


@task(tags=["conformance-tag"])
async def tagged(n):
    await tagged_overlap.stay(0.2)
    return n


@flow
async def tagged_flow():
    return [future.result() for future in [tagged.submit(n) for n in range(3)]]


async def run_tagged():
    results = await tagged_flow()
    async with get_client() as client:
        limit = await client.read_concurrency_limit_by_tag("conformance-tag")
    return {"results": results, "most": tagged_overlap.most, "left": len(limit.active_slots)}


@flow
def limited():
    return "done"


async def deploy(strategy):
    config = ConcurrencyLimitConfig(limit=1, collision_strategy=strategy)
    deployment = await limited.to_deployment(f"limited-{strategy.value}", concurrency_limit=config)
    return await deployment.apply()


async def collide(strategy):
    """Two runs of a deployment that has room for one: what becomes of the second, and of both in the end."""
    deployment_id = await deploy(strategy)
    async with get_client() as client:
        runs = [await client.create_flow_run_from_deployment(deployment_id) for _ in range(2)]
        states = [await propose_state(client, Pending(), flow_run_id=run.id) for run in runs]
        first = await client.read_flow_run(runs[0].id)
        await asyncio.to_thread(run_flow, limited, flow_run=first, return_type="state")
        ended = await client.read_flow_run(runs[0].id)
        deployment = await client.read_deployment(deployment_id)
        return {
            "states": [state.name for state in states],
            "ended": ended.state.name,
            "left": deployment.global_concurrency_limit.active_slots,
        }


@task(persist_result=True)
def add(a, b):
    return a + b


async def delay_tasks():
    worker = subprocess.Popen([sys.executable, __file__, "worker"], stdout=subprocess.DEVNULL)
    try:
        futures = [add.delay(n, 1) for n in range(3)]
        own = {"task_worker_filter": {"task_keys": [add.task_key]}}
        async with get_client() as client:
            while True:
                runs = [await client.read_task_run(future.task_run_id) for future in futures]
                if all(run.state and run.state.is_final() for run in runs):
                    break
                await asyncio.sleep(0.1)
            results = [await run.state.aresult() for run in runs]
            workers = await client._client.post("/task_workers/filter", json=own)
        return {
            "states": [run.state.name for run in runs],
            "results": results,
            "workers": [len(one["task_keys"]) for one in workers.json()],
        }
    finally:
        worker.terminate()
        worker.wait()


async def main():
    await make_limits()
    parts = {
        "slots": take_slots(),
        "rate": limit_rate(),
        "tags": run_tagged(),
        "enqueue": collide(ConcurrencyLimitStrategy.ENQUEUE),
        "cancel_new": collide(ConcurrencyLimitStrategy.CANCEL_NEW),
        "background": delay_tasks(),
    }
    # Side by side: they mostly wait, and none knows of another.
    print(json.dumps(dict(zip(parts, await asyncio.gather(*parts.values())))))


if __name__ == "__main__":
    if sys.argv[1:] == ["worker"]:
        serve(add)
    else:
        asyncio.run(main())
