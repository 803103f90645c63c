import { expect, test } from "vitest";
import { type Decision, decide } from "../src/decide.ts";
import {
  completedState,
  failedState,
  pausedState,
  pendingState,
  runningState,
  scheduledState,
} from "../src/run-state.ts";
import { isTerminal, STATE_TYPES } from "../src/state-type.ts";
import { DEFERRED_TASK_POLICY, FORCED_TASK_POLICY, TASK_POLICY, taskPolicyFor } from "../src/task-policy.ts";
import type { TaskPolicy } from "../src/task-transition.ts";
import { current, NOW, plainState, proposed } from "./support/states.ts";
import { IN_RUNNING_FLOW, taskTransition } from "./support/task-transitions.ts";

const surroundings = { now: NOW, random: () => 0.5 };

function verdictOf(decision: Decision<unknown>): string {
  if (decision.kind === "ACCEPT") return "ok";
  if (decision.kind === "REJECT") return decision.replacement?.name ?? "keep";
  return decision.kind.toLowerCase();
}

function table(policy: TaskPolicy): string[] {
  return [null, ...STATE_TYPES].map((from) => {
    const initial = from === null ? null : plainState(from, current());
    const verdicts = STATE_TYPES.map((to) =>
      verdictOf(decide(policy, taskTransition(initial, plainState(to, proposed())), surroundings)),
    );
    return `${from ?? "none"}: ${verdicts.join(" ")}`;
  });
}

// Columns: SCHEDULED PENDING RUNNING COMPLETED FAILED CANCELLED CRASHED PAUSED CANCELLING.

test("every pair of types, for a task of a running flow: only an end cannot be paused, crashed or cancelled", () => {
  expect(table(TASK_POLICY)).toEqual(
    [null, ...STATE_TYPES].map((type) => {
      const isOver = type !== null && isTerminal(type);
      return `${type ?? "none"}: ok ok ok ok ok ok ${isOver ? "abort abort abort" : "ok ok ok"}`;
    }),
  );
});

test("a deferred task goes to one worker: nothing under way becomes pending", () => {
  const without = table(TASK_POLICY);
  expect(table(DEFERRED_TASK_POLICY).filter((row) => !without.includes(row))).toEqual([
    "PENDING: ok abort ok ok ok ok ok ok ok",
    "RUNNING: ok abort ok ok ok ok ok ok ok",
    "CANCELLED: ok abort ok ok ok ok abort abort abort",
    "CANCELLING: ok abort ok ok ok ok ok ok ok",
  ]);
});

test("force accepts everything", () => {
  const rows = [null, ...STATE_TYPES].map((type) => `${type ?? "none"}: ok ok ok ok ok ok ok ok ok`);
  expect(table(FORCED_TASK_POLICY)).toEqual(rows);
});

test.each([
  ["a plain proposal", runningState(proposed()), false, TASK_POLICY],
  ["a forced one", runningState(proposed()), true, FORCED_TASK_POLICY],
  ["a deferred one", scheduledState(proposed(), { deferred: true }), false, DEFERRED_TASK_POLICY],
  ["a deferred one, even by force", scheduledState(proposed(), { deferred: true }), true, DEFERRED_TASK_POLICY],
  ["a failure of a deferred task", failedState(proposed({ foreign: { deferred: true } })), false, DEFERRED_TASK_POLICY],
])("%s meets its policy", (_which, state, isForced, policy) => {
  expect(taskPolicyFor(state, isForced)).toBe(policy);
});

test("a start in a paused flow is not overridden by a later rule", () => {
  const facts = {
    ...IN_RUNNING_FLOW,
    flowRun: { state: pausedState(current()), runCount: 2 },
    tagLimits: [{ tag: "db", limit: 1, freeSlots: 1, waitSecondsMax: 10 }],
  };
  const transition = taskTransition(plainState("FAILED", current()), runningState(proposed()), { facts });
  expect(decide(TASK_POLICY, transition, surroundings)).toMatchObject({
    kind: "REJECT",
    replacement: { type: "PAUSED", name: "NotReady" },
    effects: [],
  });
});

test("a start takes the slots and remembers the attempt of the flow", () => {
  const facts = { ...IN_RUNNING_FLOW, tagLimits: [{ tag: "db", limit: 1, freeSlots: 1, waitSecondsMax: 10 }] };
  const state = runningState(proposed());
  expect(decide(TASK_POLICY, taskTransition(pendingState(current()), state, { facts }), surroundings)).toEqual({
    kind: "ACCEPT",
    state,
    effects: [
      { kind: "take-tag-slots", tags: ["db"] },
      { kind: "track-flow-run-count", runCount: 1 },
    ],
  });
});

test("an end with a cache key is remembered, and its slots are released", () => {
  const state = completedState(proposed(), { cacheKey: "key" });
  expect(decide(TASK_POLICY, taskTransition(runningState(current()), state), surroundings)).toEqual({
    kind: "ACCEPT",
    state,
    effects: [
      { kind: "insert-cache", cacheKey: "key", expiration: null, stateId: state.id },
      { kind: "release-tag-slots" },
    ],
  });
});

test("a deferred task is queued when it is scheduled", () => {
  const state = scheduledState(proposed(), { deferred: true, taskParametersId: "p" });
  expect(decide(DEFERRED_TASK_POLICY, taskTransition(null, state), surroundings)).toEqual({
    kind: "ACCEPT",
    state,
    effects: [{ kind: "enqueue", queue: "scheduled" }],
  });
});
