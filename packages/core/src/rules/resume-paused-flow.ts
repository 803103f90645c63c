import { type FlowEffect, flowRule } from "../flow-transition.ts";
import { inPlaceOf } from "../replacement.ts";
import { ANY_TARGET } from "../rule.ts";
import { failedState } from "../run-state.ts";

/** A paused run goes on, in its process or scheduled anew, until its pause runs out. */
export const resumePausedFlow = flowRule({
  from: ["PAUSED"],
  to: ANY_TARGET,
  judge: ({ run, initial, proposed }, { now }) => {
    if (proposed.type === "PENDING" || proposed.type === "PAUSED") {
      return { kind: "reject", replacement: null, reason: `A paused run cannot become ${proposed.type}.` };
    }
    if (initial.pauseReschedule && run.deploymentId === null) {
      const reason = "A suspended run without a deployment cannot go on: nobody would start it again.";
      return { kind: "reject", replacement: null, reason };
    }
    if (initial.pauseTimeout === null || initial.pauseTimeout >= now) return { kind: "amend", effects: [AS_RESUMING] };
    const replacement = failedState({
      ...inPlaceOf(proposed),
      message: "The run was not resumed before its pause ended.",
    });
    const reason = "The pause has run out: the run can no longer resume.";
    return { kind: "reject", replacement, reason, effects: [AS_RESUMING] };
  },
});

/** Whatever a run goes on to from a pause, Prefect marks it so. */
const AS_RESUMING: FlowEffect = { kind: "change-policy", changes: { resuming: true } };
