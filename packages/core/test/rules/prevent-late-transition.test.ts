import { expect, test } from "vitest";
import { preventLateTransition } from "../../src/rules/prevent-late-transition.ts";
import { completedState } from "../../src/run-state.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { askFlowRule, flowTransition, NO_FACTS } from "../support/flow-transitions.ts";
import { current, plainState, proposed } from "../support/states.ts";

test.each(STATE_TYPES)("a transition to %s that the run made earlier is refused", (type) => {
  const facts = { ...NO_FACTS, wasMade: true };
  const transition = flowTransition(completedState(current()), plainState(type, proposed()), { facts });
  expect(askFlowRule(preventLateTransition, transition)).toEqual({
    kind: "reject",
    replacement: null,
    reason: "The run made this transition earlier, and has gone on since.",
  });
});

test.each(STATE_TYPES)("one to %s that it has not made passes", (type) => {
  expect(askFlowRule(preventLateTransition, flowTransition(null, plainState(type, proposed())))).toBeNull();
});
