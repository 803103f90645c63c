"""Work that Prefect's own engine does with a server's help: pauses that wait for an answer, transactions, assets.

Prints one line of JSON: what the client itself saw. The argument is a folder for results and locks.
"""

import asyncio
import json
import os
import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from prefect import flow, get_client, pause_flow_run, task
from prefect.assets import Asset, materialize
from prefect.cache_policies import INPUTS
from prefect.events.filters import EventFilter, EventNameFilter
from prefect.filesystems import LocalFileSystem
from prefect.flow_runs import resume_flow_run
from prefect.input import RunInput, receive_input, send_input
from prefect.locking.memory import MemoryLockManager
from prefect.results import ResultStore
from prefect.runtime import flow_run as runtime
from prefect.transactions import IsolationLevel, transaction

folder = Path(sys.argv[1])
# Of Prefect's locks those in files break when two ask at the same moment: one reads what the other has not written yet.
locks = MemoryLockManager()


class Answer(RunInput):
    """What a paused run is told."""

    who: str
    times: int = 1


class Beginning:
    """Tells the run's id to who waits for it."""

    def __init__(self):
        self.begun = threading.Event()
        self.id = None

    def tell(self):
        self.id = runtime.id
        self.begun.set()


typed, plain, silent, late, guest = [Beginning() for _ in range(5)]


@flow
def ask():
    typed.tell()
    answer = pause_flow_run(wait_for_input=Answer.with_initial_data(description="who?", who="nobody"), poll_interval=1)
    return [answer.who, answer.times]


@flow
def ask_number():
    plain.tell()
    return pause_flow_run(wait_for_input=int, poll_interval=1)


@flow
def wait_only():
    silent.tell()
    pause_flow_run(poll_interval=1)
    return "went on"


@flow
def wait_in_vain():
    late.tell()
    pause_flow_run(timeout=1, poll_interval=1)


@flow
async def be_spoken_to():
    guest.tell()
    async for said in receive_input(str, timeout=200, poll_interval=0.2, with_metadata=True):
        await said.respond(said.value.upper())
        return said.value


async def paused(beginning):
    """The state in which the run waits, when it does."""
    await asyncio.to_thread(beginning.begun.wait)
    async with get_client() as client:
        while True:
            run = await client.read_flow_run(beginning.id)
            if run.state.is_paused():
                return run.state
            await asyncio.sleep(0.1)


async def names_of(beginning):
    async with get_client() as client:
        return [state.name for state in await client.read_flow_run_states(beginning.id)]


async def refusal(work):
    try:
        await work
    except Exception as error:
        return type(error).__name__
    return None


async def answered(program, beginning, wrong, right):
    running = asyncio.create_task(asyncio.to_thread(program))
    state = await paused(beginning)
    refused = await refusal(asyncio.to_thread(resume_flow_run, beginning.id, wrong)) if wrong else None
    await asyncio.to_thread(resume_flow_run, beginning.id, right)
    return {
        "asked": sorted(state.state_details.run_input_keyset or []),
        "refused": refused,
        "result": await running,
        "states": await names_of(beginning),
    }


async def not_answered():
    state = await asyncio.to_thread(wait_in_vain, return_state=True)
    error = await refusal(state.aresult())
    return {"state": state.name, "error": error, "resume": await refusal(asyncio.to_thread(resume_flow_run, late.id))}


async def spoken_to():
    running = asyncio.create_task(be_spoken_to())
    await asyncio.to_thread(guest.begun.wait)

    @flow
    async def visit():
        await send_input("hello", flow_run_id=guest.id)
        async for answer in receive_input(str, flow_run_id=runtime.id, timeout=200, poll_interval=0.2):
            return answer

    return [await visit(), await running]


undone = []


@task(persist_result=True)
def write(name):
    return name


@write.on_rollback
def unwrite(_):
    undone.append("write")


@flow
def all_or_nothing():
    with transaction():
        write("kept?")
        raise ValueError("the second half fails")


def rolled_back():
    state = all_or_nothing(return_state=True)
    return {"state": state.name, "undone": undone}


calls = []
one_at_a_time = INPUTS.configure(isolation_level=IsolationLevel.SERIALIZABLE, lock_manager=locks, key_storage=folder / "keys")


@task(cache_policy=one_at_a_time, persist_result=True, result_storage_key=None)
def expensive(number):
    calls.append(number)
    time.sleep(0.3)
    return 2 * number


@flow(persist_result=True)
def both_at_once():
    futures = [expensive.submit(4) for _ in range(2)]
    results = [future.result() for future in futures]
    return results, sorted(future.state.name for future in futures)


def locked():
    results, states = both_at_once()
    store = ResultStore(lock_manager=locks, result_storage=LocalFileSystem(basepath=str(folder / "results")))
    inside = []

    @flow
    def counted(name):
        with transaction(key="shared", store=store, isolation_level=IsolationLevel.SERIALIZABLE, overwrite=True) as held:
            inside.append(f"{name} in")
            time.sleep(0.2)
            inside.append(f"{name} out")
            held.stage(name)

    threads = [threading.Thread(target=counted, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    overlap = inside[0].split()[0] != inside[1].split()[0]
    return {"results": results, "states": states, "calls": calls, "overlap": overlap}


source = Asset(key="file:///raw/trips.parquet")


@materialize("file:///clean/trips.parquet", by="test", asset_deps=[source])
def clean():
    return 1


@materialize("file:///model/trips")
def train(rows):
    return rows + 1


@flow
def make_assets():
    return train(clean())


async def assets():
    result = await asyncio.to_thread(make_assets)
    names = EventNameFilter(name=["prefect.asset.materialization.succeeded"])
    async with get_client() as client:
        while True:
            page = await client.read_events(filter=EventFilter(event=names), limit=50)
            if len(page.events) >= 2:
                break
            await asyncio.sleep(0.1)
    made = sorted((event.resource.id, sorted(one.role for one in event.related)) for event in page.events)
    return {"result": result, "made": made}


async def main():
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(32))
    parts = {
        "typed": answered(ask, typed, {"times": "many"}, {"who": "somebody", "times": 2}),
        "plain": answered(ask_number, plain, {"value": "not a number"}, {"value": 7}),
        "silent": answered(wait_only, silent, None, None),
        "late": not_answered(),
        "spoken": spoken_to(),
        "rolled_back": asyncio.to_thread(rolled_back),
        "locked": asyncio.to_thread(locked),
        "assets": assets(),
    }
    try:
        results = await asyncio.gather(*parts.values())
    except BaseException:
        # The threads of the other parts may wait for ever, and asyncio would wait for them without a word.
        traceback.print_exc()
        os._exit(1)
    print(json.dumps(dict(zip(parts, results))))


asyncio.run(main())
