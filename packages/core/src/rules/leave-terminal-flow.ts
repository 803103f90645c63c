import { flowRule } from "../flow-transition.ts";
import { ANY_TARGET } from "../rule.ts";
import { hasResult } from "../state-data.ts";
import { isTerminal, TERMINAL_STATE_TYPES } from "../state-type.ts";

/** A run that has ended keeps its result, and starts again only as a new attempt that can be executed. */
export const leaveTerminalFlow = flowRule({
  from: TERMINAL_STATE_TYPES,
  to: ANY_TARGET,
  judge: ({ run, initial, proposed }) => {
    if (proposed.type === "CANCELLING" || proposed.type === "PAUSED" || proposed.type === "CRASHED") {
      return { kind: "abort", reason: `The run has already ended as ${initial.type}.` };
    }
    if (isTerminal(proposed.type)) return null;
    if (initial.type === "COMPLETED" && hasResult(initial)) {
      return { kind: "reject", replacement: null, reason: "The run has already completed and has a result." };
    }
    if (proposed.type === "SCHEDULED" && run.deploymentId === null) {
      return {
        kind: "abort",
        reason: "A run without a deployment cannot be scheduled again: nobody would execute it.",
      };
    }
    const retry_type = proposed.type === "SCHEDULED" ? "reschedule" : null;
    return {
      kind: "amend",
      effects: [{ kind: "change-policy", changes: { resuming: false, pause_keys: [], retry_type } }],
    };
  },
});
