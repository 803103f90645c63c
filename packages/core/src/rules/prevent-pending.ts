import { stateRule } from "../rule.ts";
import { defaultStateName } from "../state-type.ts";

/** Exactly one client gets a run to execute it. It may then tell its progress by the names of further pending states. */
export const preventPending = stateRule({
  from: ["PENDING", "CANCELLING", "RUNNING", "CANCELLED"],
  to: ["PENDING"],
  judge: ({ initial, proposed }) => {
    const isProgress = proposed.name !== initial.name && proposed.name !== defaultStateName("PENDING");
    if (initial.type !== "PENDING" || !isProgress) {
      return { kind: "abort", reason: `The run is ${initial.type} and cannot become PENDING.` };
    }
    const scheduledTime = proposed.scheduledTime ?? initial.scheduledTime;
    const deploymentConcurrencyLeaseId = proposed.deploymentConcurrencyLeaseId ?? initial.deploymentConcurrencyLeaseId;
    return { kind: "amend", proposed: { ...proposed, scheduledTime, deploymentConcurrencyLeaseId } };
  },
});
