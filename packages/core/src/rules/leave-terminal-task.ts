import { ANY_TARGET, type Verdict } from "../rule.ts";
import { hasResult } from "../state-data.ts";
import { isTerminal, TERMINAL_STATE_TYPES } from "../state-type.ts";
import { taskRule, type TaskEffect, type TaskTransition } from "../task-transition.ts";

/** A task that has ended keeps its result, and counts its attempts anew when it starts again. */
export const leaveTerminalTask = taskRule({
  from: TERMINAL_STATE_TYPES,
  to: ANY_TARGET,
  judge: (transition) => {
    const { initial, proposed } = transition;
    if (proposed.type === "CANCELLING" || proposed.type === "PAUSED" || proposed.type === "CRASHED") {
      return { kind: "abort", reason: `The task run has already ended as ${initial.type}.` };
    }
    if (initial.type === "COMPLETED" && hasResult(initial)) {
      return { kind: "reject", replacement: null, reason: "The task run has already completed and has a result." };
    }
    return isTerminal(proposed.type) ? null : startAgain(transition);
  },
});

function startAgain({ run, proposed, facts }: TaskTransition): Verdict<TaskEffect> {
  const effects: TaskEffect[] = [{ kind: "restart-count" }];
  const isNewFlowAttempt = facts.flowRun !== null && facts.flowRun.runCount > run.flowRunRunCount;
  if (proposed.type !== "RUNNING" || !isNewFlowAttempt) return { kind: "amend", effects };
  return { kind: "amend", proposed: { ...proposed, name: "Retrying" }, effects };
}
