import { flowRule, type FlowEffect, type FlowRunRecord } from "../flow-transition.ts";
import { ANY_ORIGIN, type Verdict } from "../rule.ts";
import type { PausedState } from "../run-state.ts";

/** A running flow pauses once at each of its pauses; it suspends only where something can start it again. */
export const pauseFlow = flowRule({
  from: ANY_ORIGIN,
  to: ["PAUSED"],
  judge: ({ run, initial, proposed }) => {
    if (initial === null) return { kind: "abort", reason: "A run without a state cannot pause." };
    if (initial.type !== "RUNNING") {
      return { kind: "reject", replacement: null, reason: "Only a running flow can pause." };
    }
    return pause(run, proposed);
  },
});

function pause(run: FlowRunRecord, proposed: PausedState): Verdict<FlowEffect> {
  const used = run.policy.pause_keys ?? [];
  const key = proposed.pauseKey ?? proposed.id;
  if (used.includes(key)) {
    return { kind: "reject", replacement: null, reason: "The run has been at this pause before." };
  }
  if (proposed.pauseReschedule && run.parentTaskRunId !== null) {
    return { kind: "abort", reason: "A subflow cannot be suspended: it runs in its parent's process." };
  }
  if (proposed.pauseReschedule && run.deploymentId === null) {
    return { kind: "abort", reason: "A run without a deployment cannot be suspended: nobody would start it again." };
  }
  return { kind: "amend", effects: [{ kind: "change-policy", changes: { pause_keys: [...used, key] } }] };
}
