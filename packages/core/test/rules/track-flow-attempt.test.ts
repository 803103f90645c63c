import { expect, test } from "vitest";
import { trackFlowAttempt } from "../../src/rules/track-flow-attempt.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { IN_RUNNING_FLOW, taskTransition } from "../support/task-transitions.ts";
import { NOW, plainState, proposed } from "../support/states.ts";

const surroundings = { now: NOW, random: () => 0 };

test.each(STATE_TYPES)("a task that becomes %s", (type) => {
  const state = plainState(type, proposed());
  expect(trackFlowAttempt.follow(taskTransition(null, state), state, surroundings)).toEqual(
    type === "RUNNING" ? [{ kind: "track-flow-run-count", runCount: 1 }] : [],
  );
});

test("a task outside of flows has no attempt to remember", () => {
  const state = plainState("RUNNING", proposed());
  const transition = taskTransition(null, state, { facts: { ...IN_RUNNING_FLOW, flowRun: null } });
  expect(trackFlowAttempt.follow(transition, state, surroundings)).toEqual([]);
});
