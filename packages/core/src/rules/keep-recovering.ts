import { flowRule, type FlowRunRecord } from "../flow-transition.ts";
import type { CrashedState, RunState } from "../run-state.ts";

/**
 * A crash is often told twice: by who saw the process end, and by who had started it. A run that is to be started again
 * has no process that could crash, so the second report changes nothing, also when it comes so late that the run was handed
 * out again.
 */
export const keepRecovering = flowRule({
  from: ["SCHEDULED", "PENDING"],
  to: ["CRASHED"],
  judge: ({ run, initial, proposed }) =>
    initial.name === "Recovering" || isOfEarlierProcess(run, initial, proposed)
      ? { kind: "reject", replacement: null, reason: "The run is about to be started again." }
      : null,
});

/** What Prefect's workers say second; of a process that ended now they had said it before, in other words. */
const SECOND_REPORT = /^Flow run infrastructure exited\b/;

function isOfEarlierProcess(run: FlowRunRecord, initial: RunState, { message }: CrashedState): boolean {
  if (initial.type !== "PENDING" || !run.hasRecovered || run.infrastructurePid !== null) return false;
  return message !== null && SECOND_REPORT.test(message);
}
