import { expect, test } from "vitest";
import { attemptBefore, lastFailure, lastRetry } from "../src/attempt-before.ts";
import type { StateType } from "../src/state-type.ts";

type Past = readonly (readonly [StateType, string])[];

test.each<[string, Past, string]>([
  ["nothing yet", [], "interrupted"],
  [
    "a run that is only on its way",
    [
      ["SCHEDULED", "Scheduled"],
      ["PENDING", "Pending"],
    ],
    "interrupted",
  ],
  [
    "a run that runs",
    [
      ["PENDING", "Pending"],
      ["RUNNING", "Running"],
    ],
    "interrupted",
  ],
  [
    "a failed run",
    [
      ["RUNNING", "Running"],
      ["FAILED", "Failed"],
    ],
    "failed",
  ],
  [
    "a failed run, scheduled again",
    [
      ["FAILED", "Failed"],
      ["SCHEDULED", "AwaitingRetry"],
      ["PENDING", "Pending"],
    ],
    "failed",
  ],
  [
    "a crash after a failure",
    [
      ["FAILED", "Failed"],
      ["RUNNING", "Running"],
      ["SCHEDULED", "Recovering"],
    ],
    "interrupted",
  ],
  [
    "a crashed run, scheduled again",
    [
      ["CRASHED", "Crashed"],
      ["SCHEDULED", "Scheduled"],
    ],
    "interrupted",
  ],
  [
    "a suspended run",
    [
      ["PAUSED", "Suspended"],
      ["SCHEDULED", "Resuming"],
      ["PENDING", "Pending"],
    ],
    "interrupted",
  ],
  [
    "a completed run, scheduled again",
    [
      ["COMPLETED", "Completed"],
      ["SCHEDULED", "Scheduled"],
    ],
    "completed",
  ],
  [
    "a wait for a retry that a crash cut short",
    [
      ["RUNNING", "Running"],
      ["SCHEDULED", "AwaitingRetry"],
      ["SCHEDULED", "Recovering"],
    ],
    "failed",
  ],
  [
    "a crashed run that somebody retries",
    [
      ["CRASHED", "Crashed"],
      ["SCHEDULED", "AwaitingRetry"],
    ],
    "interrupted",
  ],
])("%s", (_what, past, expected) => {
  expect(attemptBefore(past.map(([type, name]) => ({ type, name })))).toBe(expected);
});

test.each<[string, Past, string | undefined, string | undefined]>([
  ["nothing", [], undefined, undefined],
  [
    "a failure after a retry",
    [
      ["RUNNING", "1"],
      ["SCHEDULED", "AwaitingRetry"],
      ["RUNNING", "3"],
      ["FAILED", "Failed"],
      ["RUNNING", "5"],
    ],
    "AwaitingRetry",
    "Failed",
  ],
  [
    "a crash that somebody retries",
    [
      ["RUNNING", "1"],
      ["CRASHED", "Crashed"],
      ["SCHEDULED", "AwaitingRetry"],
    ],
    undefined,
    undefined,
  ],
])("after %s it is told when the flow last failed", (_what, past, retry, failure) => {
  const states = past.map(([type, name]) => ({ type, name }));
  expect([lastRetry(states)?.name, lastFailure(states)?.name]).toEqual([retry, failure]);
});
