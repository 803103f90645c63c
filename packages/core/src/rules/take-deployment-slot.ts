import { flowRule, type DeploymentConcurrency, type FlowEffect, type FlowTransition } from "../flow-transition.ts";
import { addSeconds } from "../instant.ts";
import { inPlaceOf } from "../replacement.ts";
import type { Surroundings, Verdict } from "../rule.ts";
import { cancelledState, scheduledState } from "../run-state.ts";

/** No more runs of a deployment are under way than its limit allows. */
export const takeDeploymentSlot = flowRule({
  from: [null, "SCHEDULED", "PAUSED", "COMPLETED", "FAILED", "CANCELLED", "CRASHED"],
  to: ["PENDING"],
  judge: (transition, surroundings) => {
    const { deployment, leaseSupport } = transition.facts;
    if (deployment.kind === "missing") return { kind: "abort", reason: "The deployment of this run does not exist." };
    if (deployment.kind === "none" || deployment.concurrency === null || leaseSupport === "takes-itself") return null;
    return ask(transition, deployment.concurrency, surroundings);
  },
});

function ask(
  { initial, proposed }: FlowTransition,
  concurrency: DeploymentConcurrency,
  surroundings: Surroundings,
): Verdict<FlowEffect> | null {
  const { limitId, newLeaseId: leaseId, gracePeriodSeconds: ttlSeconds } = concurrency;
  if (concurrency.limit === 0) return { kind: "abort", reason: "The deployment's concurrency limit is 0." };
  if (concurrency.isLeaseAlive && initial?.type === "SCHEDULED") return null;
  if (concurrency.freeSlots > 0) {
    const holding = { ...proposed, deploymentConcurrencyLeaseId: leaseId };
    return { kind: "amend", proposed: holding, effects: [{ kind: "take-slot", limitId, leaseId, ttlSeconds }] };
  }
  const reason = "The deployment's concurrency limit is reached.";
  if (concurrency.collisionStrategy === "CANCEL_NEW") {
    return { kind: "reject", replacement: cancelledState({ ...inPlaceOf(proposed), message: reason }), reason };
  }
  const scheduledTime = addSeconds(surroundings.now, concurrency.waitSeconds);
  const replacement = scheduledState({ ...inPlaceOf(proposed), name: "AwaitingConcurrencySlot" }, { scheduledTime });
  return { kind: "reject", replacement, reason };
}
