import { expect, test } from "vitest";
import { enqueueScheduledTask } from "../../src/rules/enqueue-scheduled-task.ts";
import { pendingState, scheduledState } from "../../src/run-state.ts";
import { taskTransition } from "../support/task-transitions.ts";
import { NOW, proposed } from "../support/states.ts";

test.each([
  ["a scheduled task", scheduledState(proposed()), [{ kind: "enqueue", queue: "scheduled" }]],
  ["a task to be retried", scheduledState(proposed({ name: "AwaitingRetry" })), [{ kind: "enqueue", queue: "retry" }]],
  ["a task that a worker has", pendingState(proposed()), []],
])("%s", (_which, state, expected) => {
  expect(enqueueScheduledTask.follow(taskTransition(null, state), state, { now: NOW, random: () => 0 })).toEqual(
    expected,
  );
});
