import { expect, test } from "vitest";
import { markLateOnce } from "../../src/rules/mark-late-once.ts";
import { scheduledState } from "../../src/run-state.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { askFlowRule, flowTransition } from "../support/flow-transitions.ts";
import { current, plainState, proposed } from "../support/states.ts";

const late = scheduledState(proposed({ name: "Late" }));

test.each([null, ...STATE_TYPES])("marking a run late that is %s", (type) => {
  const transition = flowTransition(type === null ? null : plainState(type, current()), late);
  expect(askFlowRule(markLateOnce, transition)).toEqual(
    type === "SCHEDULED" ? null : { kind: "reject", replacement: null, reason: "Only a scheduled run can be late." },
  );
});

test("a late run is not marked again", () => {
  const transition = flowTransition(scheduledState(current({ name: "Late" })), late);
  const reason = "The run is marked late already.";
  expect(askFlowRule(markLateOnce, transition)).toEqual({ kind: "reject", replacement: null, reason });
});

test("a late run may be scheduled anew", () => {
  const transition = flowTransition(scheduledState(current({ name: "Late" })), scheduledState(proposed()));
  expect(askFlowRule(markLateOnce, transition)).toBeNull();
});
