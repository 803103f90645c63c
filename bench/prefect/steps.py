"""Times each of a number of steps in one run, from inside the flow. Prints the milliseconds as JSON."""

import json
import sys
import time

from prefect import flow, task


@task(name="no-op")
def noop(index):
    return index


@flow(name="bench-steps")
def steps(count):
    samples = []
    for index in range(count):
        started_at = time.perf_counter()
        noop(index)
        samples.append((time.perf_counter() - started_at) * 1000)
    return samples


print(json.dumps(steps(int(sys.argv[1]))))
