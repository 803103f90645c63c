import { expect, test } from "vitest";
import { preventPending } from "../../src/rules/prevent-pending.ts";
import { pendingState } from "../../src/run-state.ts";
import { STATE_TYPES, type StateType } from "../../src/state-type.ts";
import { askFlowRule, flowTransition, LEASE_ID, NEW_LEASE_ID } from "../support/flow-transitions.ts";
import { BEFORE, current, NOW, plainState, proposed } from "../support/states.ts";

const REFUSED: ReadonlySet<StateType> = new Set(["PENDING", "CANCELLING", "RUNNING", "CANCELLED"]);

test.each(STATE_TYPES)("from %s to PENDING", (type) => {
  const transition = flowTransition(plainState(type, current()), pendingState(proposed()));
  expect(askFlowRule(preventPending, transition)).toEqual(
    REFUSED.has(type) ? { kind: "abort", reason: `The run is ${type} and cannot become PENDING.` } : "not asked",
  );
});

test.each([...REFUSED].filter((type) => type !== "PENDING"))("progress is none from %s", (type) => {
  const submitting = pendingState(proposed({ name: "Submitting" }));
  expect(askFlowRule(preventPending, flowTransition(plainState(type, current()), submitting))).toEqual({
    kind: "abort",
    reason: `The run is ${type} and cannot become PENDING.`,
  });
});

test("a pending run may become pending under another name, and keeps its time and its lease", () => {
  const initial = pendingState(current({ deploymentConcurrencyLeaseId: LEASE_ID }), { scheduledTime: BEFORE });
  const submitting = pendingState(proposed({ name: "Submitting" }));
  expect(askFlowRule(preventPending, flowTransition(initial, submitting))).toEqual({
    kind: "amend",
    proposed: { ...submitting, scheduledTime: BEFORE, deploymentConcurrencyLeaseId: LEASE_ID },
  });
});

test("a time and a lease of its own stay", () => {
  const initial = pendingState(current({ deploymentConcurrencyLeaseId: LEASE_ID }), { scheduledTime: BEFORE });
  const own = pendingState(proposed({ name: "Submitting", deploymentConcurrencyLeaseId: NEW_LEASE_ID }), {
    scheduledTime: NOW,
  });
  expect(askFlowRule(preventPending, flowTransition(initial, own))).toEqual({ kind: "amend", proposed: own });
});

test.each([
  ["its own name", "Submitting", "Submitting"],
  ["the default name", "Submitting", "Pending"],
])("not under %s", (_which, before, now) => {
  const transition = flowTransition(pendingState(current({ name: before })), pendingState(proposed({ name: now })));
  expect(askFlowRule(preventPending, transition)).toMatchObject({ kind: "abort" });
});
