import { expect, test } from "vitest";
import { addSeconds } from "../../src/instant.ts";
import { retryFailedTask } from "../../src/rules/retry-failed-task.ts";
import { failedState, runningState, scheduledState } from "../../src/run-state.ts";
import { askTaskRule, taskRun, taskTransition } from "../support/task-transitions.ts";
import { current, NOW, plainState, proposed } from "../support/states.ts";
import type { TaskRunPolicy } from "../../src/wire/task-run.ts";

const running = runningState(current());

function ask(runCount: number, policy: Partial<TaskRunPolicy>, retriable: boolean | null = null, random = 0.5) {
  const failed = failedState(proposed({ message: "boom" }), { data: '{"storage_key":"error"}', retriable });
  const { progress } = taskRun(running);
  const run = { policy: { max_retries: 0, retry_delay_seconds: 0, ...policy }, progress: { ...progress, runCount } };
  return askTaskRule(retryFailedTask, taskTransition(running, failed, { run }), random);
}

function retryIn(seconds: number) {
  const replacement = scheduledState(
    { ...proposed(), name: "AwaitingRetry", message: "boom" },
    { scheduledTime: addSeconds(NOW, seconds), data: '{"storage_key":"error"}' },
  );
  return { kind: "reject", replacement, reason: "Retrying." };
}

test.each([
  ["its first attempt of two", 1, { retries: 1 }, null, retryIn(0)],
  ["its last attempt", 2, { retries: 1 }, null, null],
  ["no retries", 1, {}, null, null],
  ["a failure that may be tried again", 1, { retries: 1 }, true, retryIn(0)],
  ["a failure of which trying again is no use", 1, { retries: 1 }, false, null],
  ["one delay", 2, { retries: 3, retry_delay: 7 }, null, retryIn(7)],
  ["a list of delays, at the first retry", 1, { retries: 3, retry_delay: [3, 60] }, null, retryIn(3)],
  ["a list of delays, at the second retry", 2, { retries: 3, retry_delay: [3, 60] }, null, retryIn(60)],
  ["a list of delays that has ended", 3, { retries: 3, retry_delay: [3, 60] }, null, retryIn(60)],
])("a task with %s", (_which, runCount, policy, retriable, expected) => {
  expect(ask(runCount, policy, retriable)).toEqual(expected);
});

test.each([
  [0, 5],
  [0.5, 10],
])("a delay is spread by the jitter: %f", (random, seconds) => {
  const policy = { retries: 1, retry_delay: 10, retry_jitter_factor: 1 };
  expect(ask(1, policy, null, random)).toEqual(retryIn(seconds));
});

test.each([
  ["RUNNING", "CRASHED"],
  ["PENDING", "FAILED"],
] as const)("from %s to %s it is not asked", (from, to) => {
  const transition = taskTransition(plainState(from, current()), plainState(to, proposed()));
  expect(askTaskRule(retryFailedTask, transition)).toBe("not asked");
});
