import { flowRule, type FlowRunRecord } from "../flow-transition.ts";
import { hadProcess } from "../had-process.ts";
import { instant, type Instant } from "../instant.ts";
import { inPlaceOf } from "../replacement.ts";
import { type RunState, scheduledState } from "../run-state.ts";

/**
 * A run whose process is gone is started again while it has recoveries left, unless it was being cancelled. One whose
 * process was told to stop spends none.
 */
export const recoverCrashedFlow = flowRule({
  from: ["SCHEDULED", "PENDING", "RUNNING", "PAUSED"],
  to: ["CRASHED"],
  judge: ({ run, initial, proposed, facts }, { now }) => {
    const left = facts.recoveriesLeft ?? 0;
    if (left === 0 || run.deploymentId === null || !hadProcess(run.policy, initial)) return null;
    const because = sentence(proposed.message ?? "The run's process is gone");
    const cost = left === "free" ? "." : `; ${left - 1} recoveries left.`;
    const message = `${because} It starts again from its last committed step${cost}`;
    const mint = { ...inPlaceOf(proposed), name: "Recovering", message };
    return {
      kind: "reject",
      replacement: scheduledState(mint, { scheduledTime: dueAt(initial, now) }),
      reason: "The run is started again.",
      effects: [
        { kind: "clear-infrastructure" },
        {
          kind: "change-policy",
          changes: { resuming: false, retry_type: null, pause_keys: firedPauses(run, initial) },
        },
        ...(left === "free" ? [] : [{ kind: "spend-recovery" } as const]),
      ],
    };
  },
});

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A retry that was to wait still waits. */
function dueAt(initial: RunState, now: Instant): Instant {
  return initial.type === "SCHEDULED" ? instant(Math.max(initial.scheduledTime, now)) : now;
}

/** The pause the run was in was not answered: it pauses there again. */
function firedPauses({ policy }: FlowRunRecord, initial: RunState): string[] {
  const current = initial.type === "PAUSED" ? (initial.pauseKey ?? initial.id) : null;
  return (policy.pause_keys ?? []).filter((key) => key !== current);
}
