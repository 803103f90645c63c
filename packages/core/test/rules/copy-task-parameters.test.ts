import { expect, test } from "vitest";
import { copyTaskParameters } from "../../src/rules/copy-task-parameters.ts";
import { pendingState, runningState, scheduledState } from "../../src/run-state.ts";
import { askTaskRule, taskTransition } from "../support/task-transitions.ts";
import { current, plainState, proposed } from "../support/states.ts";

const scheduled = scheduledState(current(), { taskParametersId: "parameters" });
const pending = pendingState(current(), { taskParametersId: "parameters" });

test.each([
  [scheduled, pendingState(proposed())],
  [scheduled, runningState(proposed())],
  [pending, pendingState(proposed())],
  [pending, runningState(proposed())],
])("$type keeps its parameters", (initial, state) => {
  expect(askTaskRule(copyTaskParameters, taskTransition(initial, state))).toEqual({
    kind: "amend",
    proposed: { ...state, taskParametersId: "parameters" },
  });
});

test.each([
  ["there are none", scheduledState(current()), pendingState(proposed()), null],
  ["the proposal has its own", scheduled, pendingState(proposed(), { taskParametersId: "other" }), null],
  ["the task runs already", plainState("RUNNING", current()), plainState("FAILED", proposed()), "not asked"],
])("nothing is copied when %s", (_when, initial, state, expected) => {
  expect(askTaskRule(copyTaskParameters, taskTransition(initial, state))).toEqual(expected);
});
