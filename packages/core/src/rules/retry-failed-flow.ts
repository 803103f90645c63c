import { awaitRetry } from "../await-retry.ts";
import { flowRule, type FlowEffect } from "../flow-transition.ts";
import { addSeconds } from "../instant.ts";
import { hasRetriesLeft } from "../retry-policy.ts";

/** A failed run with attempts left is rescheduled, to be run again by the process that has it. */
export const retryFailedFlow = flowRule({
  from: ["RUNNING"],
  to: ["FAILED"],
  judge: ({ run, proposed, facts }, { now }) => {
    const { retries, retry_delay: delay } = run.policy;
    if (!hasRetriesLeft(retries, facts.ownAttempts)) {
      return { kind: "amend", effects: [{ kind: "change-policy", changes: { retry_type: null } }] };
    }
    const replacement = awaitRetry(proposed, addSeconds(now, delay ?? 0));
    return { kind: "reject", replacement, reason: "Retrying.", effects: [AS_RETRY] };
  },
});

/** Workers are not offered the run meanwhile, and its pauses fire again. */
const AS_RETRY: FlowEffect = {
  kind: "change-policy",
  changes: { resuming: false, pause_keys: [], retry_type: "in_process" },
};
