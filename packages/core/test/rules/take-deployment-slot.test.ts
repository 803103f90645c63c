import { expect, test } from "vitest";
import type { FlowFacts } from "../../src/flow-transition.ts";
import { addSeconds } from "../../src/instant.ts";
import { takeDeploymentSlot } from "../../src/rules/take-deployment-slot.ts";
import { cancelledState, pendingState, type RunState, scheduledState } from "../../src/run-state.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { askFlowRule, flowTransition, limited, NEW_LEASE_ID, NO_FACTS } from "../support/flow-transitions.ts";
import { current, NOW, plainState, proposed } from "../support/states.ts";

const pending = pendingState(proposed());
const REACHED = "The deployment's concurrency limit is reached.";

function ask(facts: FlowFacts, initial: RunState | null = scheduledState(current())) {
  return askFlowRule(takeDeploymentSlot, flowTransition(initial, pending, { facts }));
}

test("a free slot is taken, with a lease that the state names", () => {
  expect(ask(limited({ freeSlots: 1, gracePeriodSeconds: 60 }))).toEqual({
    kind: "amend",
    proposed: { ...pending, deploymentConcurrencyLeaseId: NEW_LEASE_ID },
    effects: [{ kind: "take-slot", limitId: "limit", leaseId: NEW_LEASE_ID, ttlSeconds: 60 }],
  });
});

test("without a free slot the run asks again after as long as it is told", () => {
  expect(ask(limited({ freeSlots: 0, waitSeconds: 20 }))).toEqual({
    kind: "reject",
    replacement: scheduledState(
      { ...proposed(), name: "AwaitingConcurrencySlot" },
      { scheduledTime: addSeconds(NOW, 20) },
    ),
    reason: REACHED,
  });
});

test("or is cancelled, where the deployment wants that", () => {
  expect(ask(limited({ freeSlots: 0, collisionStrategy: "CANCEL_NEW" }))).toEqual({
    kind: "reject",
    replacement: cancelledState({ ...proposed(), message: REACHED }),
    reason: REACHED,
  });
});

test.each([
  ["a limit of 0 lets no run start", limited({ limit: 0 }), "The deployment's concurrency limit is 0."],
  [
    "a run of a deployment that is gone does not start",
    { ...NO_FACTS, deployment: { kind: "missing" } },
    "The deployment of this run does not exist.",
  ],
] as const)("%s", (_rule, facts, reason) => {
  expect(ask(facts)).toEqual({ kind: "abort", reason });
});

test.each([
  ["a run without a deployment", NO_FACTS],
  ["a deployment without a limit", { ...NO_FACTS, deployment: { kind: "found", concurrency: null } }],
  ["a client that takes slots itself", limited({ freeSlots: 0 }, { leaseSupport: "takes-itself" })],
  ["a retry that still holds its slot", limited({ freeSlots: 0, isLeaseAlive: true })],
] as const)("%s takes none", (_who, facts) => {
  expect(ask(facts)).toBeNull();
});

test.each([null, "PAUSED", "FAILED"] as const)("from %s another is taken, whatever is held", (type) => {
  const verdict = ask(limited({ isLeaseAlive: true }), type === null ? null : plainState(type, current()));
  expect(verdict).toMatchObject({ kind: "amend", effects: [{ kind: "take-slot" }] });
});

test.each([null, ...STATE_TYPES])("from %s", (type) => {
  const isUnderWay = type === "PENDING" || type === "RUNNING" || type === "CANCELLING";
  const verdict = ask(limited({ limit: 0 }), type === null ? null : plainState(type, current()));
  const reason = "The deployment's concurrency limit is 0.";
  expect(verdict).toEqual(isUnderWay ? "not asked" : { kind: "abort", reason });
});
