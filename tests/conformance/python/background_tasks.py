"""Meets a TypeScript program in the background: executes what it delays, and delays what it executes."""

import asyncio
import json

from prefect import task
from prefect.task_worker import TaskWorker

STORAGE = {"result_storage": "local-file-system/both-background", "result_serializer": "json", "persist_result": True}
asked = asyncio.Event()


@task(name="add-from-python", **STORAGE)
async def add(a, b):
    raise NotImplementedError("TypeScript executes it")


@task(name="shout-in-python", **STORAGE)
async def shout(text, times):
    asked.set()
    return text.upper() * times


add.task_key = "add-from-python"
shout.task_key = "shout-in-python"


def result_of(future):
    """Asks for it several times: Prefect's future misses an end that comes while it begins to listen, and waits its time out."""
    for _ in range(40):
        try:
            return future.result(timeout=5)
        except TimeoutError:
            pass
    raise TimeoutError("it did not end")


async def main():
    worker = TaskWorker(shout)
    # It serves copies, whose keys name the file that they stand in.
    for served in worker.tasks:
        served.task_key = shout.task_key
    serving = asyncio.create_task(worker.start())
    future = await asyncio.to_thread(add.delay, 1, [2, 3])
    answer = await asyncio.to_thread(result_of, future)
    await asked.wait()
    while any(worker.in_flight_task_runs[key] for key in worker.task_keys):
        await asyncio.sleep(0.1)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    print(json.dumps(answer))


asyncio.run(main())
