"""Forty tasks, one after another, each computing fibo(10). Prints the milliseconds of each run's loop as JSON."""

import json
import sys
import time

from prefect import flow, task


def fibo(n):
    return n if n <= 1 else fibo(n - 1) + fibo(n - 2)


@task(name="fibonacci")
def fibonacci(n):
    return fibo(n)


@flow(name="bench-fibonacci")
def forty():
    started_at = time.perf_counter()
    for _ in range(40):
        fibonacci(10)
    return (time.perf_counter() - started_at) * 1000


print(json.dumps([forty() for _ in range(int(sys.argv[1]))]))
