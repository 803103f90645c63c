"""Takes slots of limits that a TypeScript program takes, too, and notes when it is inside: `shared_limits.py FOLDER`."""

import asyncio
import json
import sys

from prefect import flow, get_client, task
from prefect.concurrency.asyncio import concurrency

folder = sys.argv[1]


def note(name, line):
    with open(f"{folder}/{name}", "a") as file:
        file.write(line + "\n")


async def stay(name):
    note(name, "in")
    await asyncio.sleep(0.1)
    note(name, "out")


@task(tags=["shared-tag"])
async def tagged():
    await stay("tag")


@flow
async def visits():
    await asyncio.gather(*(visit() for _ in range(3)))
    for future in [tagged.submit() for _ in range(2)]:
        future.wait()


async def visit():
    async with concurrency("shared", occupy=1, timeout_seconds=200, strict=True):
        await stay("limit")


async def main():
    await visits()
    async with get_client() as client:
        limit = await client.read_global_concurrency_limit_by_name("shared")
        tag = await client.read_concurrency_limit_by_tag("shared-tag")
        print(json.dumps({"limit": limit.limit, "tag": tag.concurrency_limit}))


asyncio.run(main())
