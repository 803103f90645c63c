"""A number of no-op tasks mapped in one run. Prints the milliseconds until all had finished, of each run, as JSON."""

import json
import sys
import time

from prefect import flow, task


@task(name="no-op")
def noop(index):
    return index


@flow(name="bench-fan-out")
def fan_out(width):
    started_at = time.perf_counter()
    noop.map(list(range(width))).result()
    return (time.perf_counter() - started_at) * 1000


print(json.dumps([fan_out(int(sys.argv[1])) for _ in range(int(sys.argv[2]))]))
