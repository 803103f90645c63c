import { expect, test } from "vitest";
import { preserveDeploymentLease } from "../../src/rules/preserve-deployment-lease.ts";
import { completedState, runningState } from "../../src/run-state.ts";
import { askFlowRule, flowTransition, LEASE_ID, NEW_LEASE_ID } from "../support/flow-transitions.ts";
import { current, proposed } from "../support/states.ts";

const holding = runningState(current({ deploymentConcurrencyLeaseId: LEASE_ID }));
const done = completedState(proposed());

test("the next state names the lease of the one before", () => {
  expect(askFlowRule(preserveDeploymentLease, flowTransition(holding, done))).toEqual({
    kind: "amend",
    proposed: { ...done, deploymentConcurrencyLeaseId: LEASE_ID },
  });
});

test("a lease that the proposal names itself stays", () => {
  const own = { ...done, deploymentConcurrencyLeaseId: NEW_LEASE_ID };
  expect(askFlowRule(preserveDeploymentLease, flowTransition(holding, own))).toBeNull();
});

test.each([null, runningState(current())])("without a lease there is nothing to keep", (initial) => {
  expect(askFlowRule(preserveDeploymentLease, flowTransition(initial, done))).toBeNull();
});
