import type { TaskPolicy, TaskTransition } from "./task-transition.ts";

const TASK_POLICY: TaskPolicy = { name: "task", rules: [], consequences: [] };

/** What a forced proposal meets: it passes, and its slots are released. */
export const FORCED_TASK_POLICY: TaskPolicy = { name: "forced-task", rules: [], consequences: [] };

/** What a client's proposal meets: deferred task runs are queued and hold no slots. */
export function taskPolicyFor(_transition: TaskTransition): TaskPolicy {
  return TASK_POLICY;
}
