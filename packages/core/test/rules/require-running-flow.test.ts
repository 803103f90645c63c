import { expect, test } from "vitest";
import { addSeconds } from "../../src/instant.ts";
import { requireRunningFlow } from "../../src/rules/require-running-flow.ts";
import { pausedState, type RunState, runningState } from "../../src/run-state.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { RUN_ID } from "../support/flow-transitions.ts";
import { askTaskRule, IN_RUNNING_FLOW, taskTransition } from "../support/task-transitions.ts";
import { current, NOW, plainState, proposed } from "../support/states.ts";

const starting = runningState(proposed());
const stopped = { kind: "abort", reason: "The flow run is not running: its tasks cannot start." };

function ask(flowState: RunState | null) {
  const facts = { ...IN_RUNNING_FLOW, flowRun: { state: flowState, runCount: 1 } };
  return askTaskRule(requireRunningFlow, taskTransition(null, starting, { facts }));
}

test.each(STATE_TYPES.filter((type) => type !== "PAUSED"))("a task of a flow that is %s", (type) => {
  expect(ask(plainState(type, current()))).toEqual(type === "RUNNING" ? null : stopped);
});

test("a task of a flow without a state does not start", () => {
  expect(ask(null)).toEqual(stopped);
});

test("a task of a paused flow pauses with it, as long and in the same way", () => {
  const pauseTimeout = addSeconds(NOW, 60);
  const verdict = ask(pausedState(current(), { pauseTimeout, pauseReschedule: true, pauseKey: "1" }));
  expect(verdict).toEqual({
    kind: "reject",
    replacement: pausedState({ ...proposed(), name: "NotReady" }, { pauseTimeout, pauseReschedule: true }),
    reason: `The flow run ${RUN_ID} is paused: resume it to start its tasks.`,
  });
});

test("a task outside of flows starts when it will", () => {
  const transition = taskTransition(null, starting, { facts: { ...IN_RUNNING_FLOW, flowRun: null } });
  expect(askTaskRule(requireRunningFlow, transition)).toBeNull();
});
