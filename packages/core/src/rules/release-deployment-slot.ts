import type { FlowConsequence } from "../flow-transition.ts";
import type { RunState } from "../run-state.ts";

/** A run that is no longer under way gives its slot back. One that waits to be retried in its process is under way. */
export const releaseDeploymentSlot: FlowConsequence = {
  follow: ({ initial, proposed }, state) => {
    const leaseId = initial?.deploymentConcurrencyLeaseId ?? null;
    if (initial === null || leaseId === null || !mayHold(initial) || holds(state) || isRetry(proposed, state))
      return [];
    return [{ kind: "release-slot", leaseId }];
  },
};

function holds(state: RunState): boolean {
  return state.type === "PENDING" || state.type === "RUNNING" || state.type === "CANCELLING";
}

function mayHold(state: RunState): boolean {
  return holds(state) || state.name === "AwaitingRetry";
}

function isRetry(proposed: RunState, state: RunState): boolean {
  return proposed.type === "FAILED" && state.type === "SCHEDULED";
}
