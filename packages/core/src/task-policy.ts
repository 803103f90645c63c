import { copyScheduledTime } from "./rules/copy-scheduled-time.ts";
import { copyTaskParameters } from "./rules/copy-task-parameters.ts";
import { enqueueScheduledTask } from "./rules/enqueue-scheduled-task.ts";
import { insertCache } from "./rules/insert-cache.ts";
import { leaveTerminalTask } from "./rules/leave-terminal-task.ts";
import { nameRerun } from "./rules/name-rerun.ts";
import { preventDuplicateTransition } from "./rules/prevent-duplicate-transition.ts";
import { preventPending } from "./rules/prevent-pending.ts";
import { releaseTagSlots } from "./rules/release-tag-slots.ts";
import { requireRunningFlow } from "./rules/require-running-flow.ts";
import { retryFailedTask } from "./rules/retry-failed-task.ts";
import { takeTagSlots } from "./rules/take-tag-slots.ts";
import { trackFlowAttempt } from "./rules/track-flow-attempt.ts";
import { useCachedState } from "./rules/use-cached-state.ts";
import { waitForScheduledTime } from "./rules/wait-for-scheduled-time.ts";
import type { RunState } from "./run-state.ts";
import { isDeferred } from "./state-details.ts";
import type { TaskPolicy } from "./task-transition.ts";

// The order is the protocol's. Tutti adds the first rule: a proposal sent again, since its answer was lost, must not count
// as another attempt of a task either.

/** What a client's proposal meets for a task of a flow. */
export const TASK_POLICY: TaskPolicy = {
  rules: [
    preventDuplicateTransition,
    useCachedState,
    leaveTerminalTask,
    requireRunningFlow,
    takeTagSlots,
    copyScheduledTime,
    waitForScheduledTime,
    retryFailedTask,
    nameRerun,
  ],
  consequences: [trackFlowAttempt, insertCache, releaseTagSlots],
};

/** The same for a deferred task: one worker gets it, it is queued, and it holds no slots of its tags. */
export const DEFERRED_TASK_POLICY: TaskPolicy = {
  rules: [
    preventDuplicateTransition,
    preventPending,
    useCachedState,
    leaveTerminalTask,
    requireRunningFlow,
    copyScheduledTime,
    copyTaskParameters,
    waitForScheduledTime,
    retryFailedTask,
    nameRerun,
  ],
  consequences: [trackFlowAttempt, insertCache, releaseTagSlots, enqueueScheduledTask],
};

/** What a forced proposal meets, and the state a task run is created with. */
export const FORCED_TASK_POLICY: TaskPolicy = { rules: [], consequences: [releaseTagSlots] };

/** The policy a proposal meets. That of deferred tasks cannot be avoided by force: it is what queues them. */
export function taskPolicyFor(proposed: RunState, isForced: boolean): TaskPolicy {
  if (isDeferred(proposed)) return DEFERRED_TASK_POLICY;
  return isForced ? FORCED_TASK_POLICY : TASK_POLICY;
}
