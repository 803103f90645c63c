import { awaitRetry } from "../await-retry.ts";
import { addSeconds } from "../instant.ts";
import { hasRetriesLeft, retryDelaySeconds } from "../retry-policy.ts";
import { taskRule } from "../task-transition.ts";

/** A failed task with attempts left is rescheduled, unless its failure says that trying again is no use. */
export const retryFailedTask = taskRule({
  from: ["RUNNING"],
  to: ["FAILED"],
  judge: ({ run, proposed }, { now, random }) => {
    const { retries, retry_delay, retry_jitter_factor } = run.policy;
    const { runCount } = run.progress;
    if (proposed.retriable === false || !hasRetriesLeft(retries, runCount)) return null;
    const policy = { delaySeconds: retry_delay ?? 0, jitterFactor: retry_jitter_factor ?? 0 };
    const scheduledTime = addSeconds(now, retryDelaySeconds(policy, runCount, random));
    return { kind: "reject", replacement: awaitRetry(proposed, scheduledTime), reason: "Retrying." };
  },
});
