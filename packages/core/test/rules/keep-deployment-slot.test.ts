import { expect, test } from "vitest";
import type { FlowFacts } from "../../src/flow-transition.ts";
import { keepDeploymentSlot } from "../../src/rules/keep-deployment-slot.ts";
import { cancelledState, pendingState, runningState } from "../../src/run-state.ts";
import { askFlowRule, flowTransition, LEASE_ID, limited, NEW_LEASE_ID, NO_FACTS } from "../support/flow-transitions.ts";
import { current, proposed } from "../support/states.ts";

const waiting = pendingState(current({ deploymentConcurrencyLeaseId: LEASE_ID }));
const starting = runningState(proposed());

function ask(facts: FlowFacts, initial = waiting) {
  return askFlowRule(keepDeploymentSlot, flowTransition(initial, starting, { facts }));
}

test("a lease that lives is renewed", () => {
  expect(ask(limited({ isLeaseAlive: true, gracePeriodSeconds: 77 }))).toEqual({
    kind: "amend",
    effects: [{ kind: "renew-lease", leaseId: LEASE_ID, ttlSeconds: 77 }],
  });
});

test("a run whose lease ended takes a free slot again", () => {
  expect(ask(limited({ freeSlots: 1 }))).toEqual({
    kind: "amend",
    proposed: { ...starting, deploymentConcurrencyLeaseId: NEW_LEASE_ID },
    effects: [{ kind: "take-slot", limitId: "limit", leaseId: NEW_LEASE_ID, ttlSeconds: 300 }],
  });
});

test("a run whose lease ended does not start when all slots are taken", () => {
  const message = "The deployment's concurrency slot was lost before the run started, and no other is free.";
  expect(ask(limited({ freeSlots: 0 }))).toEqual({
    kind: "reject",
    replacement: cancelledState({ ...proposed(), message }),
    reason: "The deployment's concurrency limit was reached after the lease ended.",
  });
});

test.each([
  ["a run that held no slot", limited({ freeSlots: 0 }), pendingState(current())],
  ["a client that renews no lease", limited({ freeSlots: 0 }, { leaseSupport: "holds" }), waiting],
  ["a deployment whose limit is gone", { ...NO_FACTS, deployment: { kind: "found", concurrency: null } }, waiting],
  ["a deployment that is gone", { ...NO_FACTS, deployment: { kind: "missing" } }, waiting],
] as const)("%s starts as it is", (_who, facts, initial) => {
  expect(ask(facts, initial)).toBeNull();
});
