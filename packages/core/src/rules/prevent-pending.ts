import type { StateRule } from "../rule.ts";
import type { PendingState } from "../run-state.ts";
import { defaultStateName } from "../state-type.ts";

/** Exactly one client gets a run to execute it. It may then tell its progress by the names of further pending states. */
export const preventPending: StateRule = {
  name: "prevent-pending",
  from: ["PENDING", "CANCELLING", "RUNNING", "CANCELLED"],
  to: ["PENDING"],
  judge: ({ initial, proposed }) => {
    if (initial?.type === "PENDING" && proposed.type === "PENDING" && isProgress(initial, proposed)) {
      const scheduledTime = proposed.scheduledTime ?? initial.scheduledTime;
      const deploymentConcurrencyLeaseId =
        proposed.deploymentConcurrencyLeaseId ?? initial.deploymentConcurrencyLeaseId;
      return { kind: "amend", proposed: { ...proposed, scheduledTime, deploymentConcurrencyLeaseId } };
    }
    return { kind: "abort", reason: `The run is ${initial?.type} and cannot become PENDING.` };
  },
};

function isProgress(initial: PendingState, proposed: PendingState): boolean {
  return proposed.name !== initial.name && proposed.name !== defaultStateName("PENDING");
}
