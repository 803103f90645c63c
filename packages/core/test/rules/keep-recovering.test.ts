import { expect, test } from "vitest";
import { keepRecovering } from "../../src/rules/keep-recovering.ts";
import { crashedState, scheduledState } from "../../src/run-state.ts";
import { askFlowRule, flowTransition } from "../support/flow-transitions.ts";
import { current, proposed } from "../support/states.ts";

const crashed = crashedState(proposed());

test("a run that merely waits may crash", () => {
  expect(askFlowRule(keepRecovering, flowTransition(scheduledState(current()), crashed))).toBeNull();
});

test("a run that is to be started again does not crash meanwhile", () => {
  const transition = flowTransition(scheduledState(current({ name: "Recovering" })), crashed);
  const reason = "The run is about to be started again.";
  expect(askFlowRule(keepRecovering, transition)).toEqual({ kind: "reject", replacement: null, reason });
});
