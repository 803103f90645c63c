import { describe, expect, expectTypeOf, test } from "vitest";
import type { Ended } from "../src/run-progress.ts";
import {
  type CancellingState,
  type CompletedState,
  isSuspended,
  type PausedState,
  pausedState,
  type RunState,
  scheduledState,
  type StateOf,
  waitsAlone,
} from "../src/run-state.ts";
import type { Instant } from "../src/instant.ts";
import { STATE_TYPES } from "../src/state-type.ts";
import { NOW, plainState, PROPOSED_ID, proposed } from "./support/states.ts";

const head = {
  id: PROPOSED_ID,
  timestamp: NOW,
  message: null,
  transitionId: null,
  flowRunId: null,
  taskRunId: null,
  childFlowRunId: null,
  traceparent: null,
  deploymentConcurrencyLeaseId: null,
  foreign: {},
};

describe("a state carries its own fields only", () => {
  test.each([
    ["SCHEDULED", "Scheduled", { scheduledTime: NOW, deferred: false, taskParametersId: null, data: null }],
    ["PENDING", "Pending", { scheduledTime: null, deferred: false, taskParametersId: null }],
    ["RUNNING", "Running", { cacheKey: null, refreshCache: null, deferred: false, taskParametersId: null }],
    ["COMPLETED", "Completed", { data: null, cacheKey: null, cacheExpiration: null, untrackableResult: false }],
    ["FAILED", "Failed", { data: null, retriable: null }],
    ["CANCELLED", "Cancelled", { data: null }],
    ["CRASHED", "Crashed", { data: null }],
    ["PAUSED", "Paused", { pauseTimeout: null, pauseReschedule: false, pauseKey: null, runInputKeyset: null }],
    ["CANCELLING", "Cancelling", {}],
  ] as const)("%s", (type, name, own) => {
    expect(plainState(type, proposed())).toEqual({ ...head, type, name, ...own });
  });
});

test("a name given takes the place of the type's", () => {
  expect(scheduledState(proposed({ name: "Late" })).name).toBe("Late");
});

test.each(STATE_TYPES)("%s is not suspended, unless it is a pause that reschedules", (type) => {
  expect(isSuspended(plainState(type, proposed()))).toBe(false);
});

test("a pause that reschedules is a suspension", () => {
  expect([isSuspended(pausedState(proposed(), { pauseReschedule: true })), isSuspended(null)]).toEqual([true, false]);
});

test("types know what a state has, and when a run has ended", () => {
  expectTypeOf<StateOf<"COMPLETED">>().toEqualTypeOf<CompletedState>();
  expectTypeOf<PausedState>().toHaveProperty("pauseTimeout");
  expectTypeOf<CompletedState>().not.toHaveProperty("pauseTimeout");
  expectTypeOf<CancellingState>().not.toHaveProperty("data");
  expectTypeOf<RunState["type"]>().toEqualTypeOf<(typeof STATE_TYPES)[number]>();
  expectTypeOf<Ended["endTime"]>().toEqualTypeOf<Instant>();
  expectTypeOf<{ stateType: "COMPLETED"; endTime: null }>().not.toExtend<Pick<Ended, "stateType" | "endTime">>();
});

test.each([
  [scheduledState({ ...head, name: "Sleeping" }), true],
  [scheduledState({ ...head, name: "AwaitingEvent" }), true],
  [scheduledState({ ...head, name: "Scheduled" }), false],
  [pausedState({ ...head, name: "Sleeping" }), false],
  [null, false],
])("a run waits alone by the name of a scheduled state (%#)", (state, isSo) => {
  expect(waitsAlone(state)).toBe(isSo);
});
