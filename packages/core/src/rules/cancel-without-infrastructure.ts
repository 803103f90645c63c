import { flowRule } from "../flow-transition.ts";
import { inPlaceOf } from "../replacement.ts";
import { cancelledState, type PausedState, type ScheduledState } from "../run-state.ts";

/** A run that nothing executes has nobody to stop it: it is cancelled at once. */
export const cancelWithoutInfrastructure = flowRule({
  from: ["SCHEDULED", "PAUSED"],
  to: ["CANCELLING"],
  judge: ({ run, initial, proposed }) => {
    if (!isIdle(initial, run.infrastructurePid)) return null;
    const replacement = cancelledState(inPlaceOf(proposed));
    return { kind: "reject", replacement, reason: "The run is not being executed: it was cancelled at once." };
  },
});

function isIdle(state: ScheduledState | PausedState, infrastructurePid: string | null): boolean {
  if (state.type === "PAUSED") return state.pauseReschedule;
  return infrastructurePid === null || state.name === "Resuming";
}
