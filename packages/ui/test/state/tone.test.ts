import { STATE_TYPES } from "@tutti/core/state-type";
import { expect, test } from "vitest";
import { STATE_ORDER, stateWords, toneOf } from "../../src/state/tone.ts";

test.each([
  ["SCHEDULED", "Scheduled", "scheduled", "Scheduled"],
  ["SCHEDULED", "Late", "late", "Late"],
  ["SCHEDULED", "AwaitingRetry", "retrying", "Awaiting retry"],
  ["SCHEDULED", "AwaitingConcurrencySlot", "scheduled", "Awaiting a slot"],
  ["COMPLETED", "Cached", "cached", "Cached"],
  ["FAILED", "TimedOut", "failed", "Timed out"],
  ["COMPLETED", "Late", "completed", "Late"],
  ["COMPLETED", "constructor", "completed", "constructor"],
  ["FAILED", "HTTP 404: no such file", "failed", "HTTP 404: no such file"],
  ["RUNNING", null, "running", "Running"],
  [null, null, "pending", "No state"],
] as const)("%s named %s looks %s and reads “%s”", (type, name, tone, words) => {
  expect([toneOf(type, name), stateWords(type, name)]).toStrictEqual([tone, words]);
});

test("every state type can be filtered by", () => {
  expect([...STATE_ORDER].sort()).toStrictEqual([...STATE_TYPES].sort());
});
