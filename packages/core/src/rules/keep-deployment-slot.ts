import { flowRule } from "../flow-transition.ts";
import { inPlaceOf } from "../replacement.ts";
import { cancelledState } from "../run-state.ts";

/** A run whose lease ended while its infrastructure was made takes a slot again, or does not start. */
export const keepDeploymentSlot = flowRule({
  from: ["PENDING"],
  to: ["RUNNING"],
  judge: ({ initial, proposed, facts }) => {
    const leaseId = initial.deploymentConcurrencyLeaseId;
    if (leaseId === null || facts.leaseSupport !== "renews" || facts.deployment.kind !== "found") return null;
    const { concurrency } = facts.deployment;
    if (concurrency === null) return null;
    const { isLeaseAlive, limitId, newLeaseId, gracePeriodSeconds: ttlSeconds } = concurrency;
    if (isLeaseAlive) return { kind: "amend", effects: [{ kind: "renew-lease", leaseId, ttlSeconds }] };
    if (concurrency.freeSlots > 0) {
      const holding = { ...proposed, deploymentConcurrencyLeaseId: newLeaseId };
      return {
        kind: "amend",
        proposed: holding,
        effects: [{ kind: "take-slot", limitId, leaseId: newLeaseId, ttlSeconds }],
      };
    }
    const message = "The deployment's concurrency slot was lost before the run started, and no other is free.";
    const replacement = cancelledState({ ...inPlaceOf(proposed), message });
    return {
      kind: "reject",
      replacement,
      reason: "The deployment's concurrency limit was reached after the lease ended.",
    };
  },
});
