import type { FlowRule, FlowTransition } from "../flow-transition.ts";
import { inPlaceOf } from "../replacement.ts";
import { cancelledState, isSuspended } from "../run-state.ts";

/** A run that nothing executes has nobody to stop it: it is cancelled at once. */
export const cancelWithoutInfrastructure: FlowRule = {
  name: "cancel-without-infrastructure",
  from: ["SCHEDULED", "PAUSED"],
  to: ["CANCELLING"],
  judge: (transition) => {
    if (!isIdle(transition)) return null;
    const replacement = cancelledState(inPlaceOf(transition.proposed));
    return { kind: "reject", replacement, reason: "The run is not being executed: it was cancelled at once." };
  },
};

function isIdle({ run, initial }: FlowTransition): boolean {
  if (initial?.type !== "SCHEDULED") return isSuspended(initial);
  return run.infrastructurePid === null || initial.name === "Resuming";
}
