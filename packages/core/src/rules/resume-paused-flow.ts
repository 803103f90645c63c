import type { FlowEffect, FlowRule, FlowTransition } from "../flow-transition.ts";
import { inPlaceOf } from "../replacement.ts";
import { ANY_TARGET } from "../rule.ts";
import { failedState, isSuspended } from "../run-state.ts";

/** A paused run goes on, in its process or scheduled anew, until its pause runs out. */
export const resumePausedFlow: FlowRule = {
  name: "resume-paused-flow",
  from: ["PAUSED"],
  to: ANY_TARGET,
  judge: (transition, { now }) => {
    const { run, initial, proposed } = transition;
    if (proposed.type === "PENDING" || proposed.type === "PAUSED") {
      return { kind: "reject", replacement: null, reason: `A paused run cannot become ${proposed.type}.` };
    }
    if (isSuspended(initial) && run.deploymentId === null) {
      const reason = "A suspended run without a deployment cannot go on: nobody would start it again.";
      return { kind: "reject", replacement: null, reason };
    }
    if (pauseEnd(transition) >= now) return { kind: "amend", effects: [AS_RESUMING] };
    const message = "The run was not resumed before its pause ended.";
    const reason = "The pause has run out: the run can no longer resume.";
    return {
      kind: "reject",
      replacement: failedState({ ...inPlaceOf(proposed), message }),
      reason,
      effects: [AS_RESUMING],
    };
  },
};

/** Whatever a run goes on to from a pause, Prefect marks it so. */
const AS_RESUMING: FlowEffect = { kind: "change-policy", changes: { resuming: true } };

function pauseEnd({ initial }: FlowTransition): number {
  return initial?.type === "PAUSED" && initial.pauseTimeout !== null ? initial.pauseTimeout : Number.POSITIVE_INFINITY;
}
