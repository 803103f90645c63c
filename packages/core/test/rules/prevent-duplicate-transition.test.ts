import { expect, test } from "vitest";
import { preventDuplicateTransition } from "../../src/rules/prevent-duplicate-transition.ts";
import { completedState, runningState } from "../../src/run-state.ts";
import { askFlowRule, flowTransition } from "../support/flow-transitions.ts";
import { current, proposed } from "../support/states.ts";

const FIRST = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";

test.each([
  ["the same transition is refused", FIRST, FIRST, "reject"],
  ["another transition passes", FIRST, OTHER, undefined],
  ["a proposal without a transition passes", FIRST, null, undefined],
  ["two states without a transition are not the same", null, null, undefined],
])("%s", (_rule, before, now, kind) => {
  const transition = flowTransition(
    runningState(current({ transitionId: before })),
    completedState(proposed({ transitionId: now })),
  );
  const verdict = askFlowRule(preventDuplicateTransition, transition);
  expect(verdict).toEqual(
    kind === undefined ? null : { kind, replacement: null, reason: "The run has already made this transition." },
  );
});

test("a run without a state has made no transition", () => {
  const transition = flowTransition(null, runningState(proposed({ transitionId: FIRST })));
  expect(askFlowRule(preventDuplicateTransition, transition)).toBeNull();
});
