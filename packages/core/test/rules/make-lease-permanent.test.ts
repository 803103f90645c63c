import { expect, test } from "vitest";
import type { LeaseSupport } from "../../src/client-version.ts";
import { makeLeasePermanent } from "../../src/rules/make-lease-permanent.ts";
import { pendingState } from "../../src/run-state.ts";
import type { StateType } from "../../src/state-type.ts";
import { askFlowRule, flowTransition, LEASE_ID, NO_FACTS } from "../support/flow-transitions.ts";
import { current, plainState, proposed } from "../support/states.ts";

const permanent = { kind: "amend", effects: [{ kind: "make-lease-permanent", leaseId: LEASE_ID }] };

test.each<[LeaseSupport, string | null, StateType, unknown]>([
  ["holds", LEASE_ID, "RUNNING", permanent],
  ["holds", LEASE_ID, "CANCELLING", permanent],
  ["takes-itself", LEASE_ID, "RUNNING", permanent],
  ["renews", LEASE_ID, "RUNNING", null],
  ["holds", null, "RUNNING", null],
  ["holds", LEASE_ID, "CANCELLED", "not asked"],
])("a client that %s, with the lease %s, becoming %s", (leaseSupport, leaseId, type, expected) => {
  const initial = pendingState(current({ deploymentConcurrencyLeaseId: leaseId }));
  const facts = { ...NO_FACTS, leaseSupport };
  const transition = flowTransition(initial, plainState(type, proposed()), { facts });
  expect(askFlowRule(makeLeasePermanent, transition)).toEqual(expected);
});
