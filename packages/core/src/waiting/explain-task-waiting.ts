import { parseTime } from "../parse-time.ts";
import type { WaitingFacts } from "../wire/dashboard-work.ts";
import type { TaskRun } from "../wire/task-run.ts";
import { slotWords } from "./explain-slots.ts";
import type { Moments } from "./moments.ts";

/** Why a task run does not go on now; null for one that does or is over. `facts` are its flow run's, null where not known. */
export function explainTaskWaiting(task: TaskRun, facts: WaitingFacts | null, moments: Moments): string | null {
  if (task.state_type === "SCHEDULED") return explainScheduled(task, moments);
  if (!mayWaitForSlots(task)) return null;
  const limits = (facts?.limits ?? []).filter(({ task_run_id }) => task_run_id === task.id);
  return limits.length === 0 ? null : limits.map((limit) => slotWords("It", limit, moments)).join(" ");
}

/** Whether what the task run waits for is to be asked of the server. */
export function mayWaitForSlots({ state_type, flow_run_id }: TaskRun): boolean {
  return flow_run_id !== null && (state_type === "PENDING" || state_type === "RUNNING");
}

function explainScheduled({ state_name, state }: TaskRun, moments: Moments): string {
  const dueAt = parseTime(state?.state_details.scheduled_time);
  const isAhead = dueAt !== null && dueAt > moments.now;
  if (state_name === "AwaitingRetry") {
    return isAhead
      ? `Its next attempt begins in ${moments.span(dueAt - moments.now)}.`
      : "Its next attempt is due now.";
  }
  if (isAhead) return `It starts ${moments.ahead(dueAt)}, on ${moments.absolute(dueAt)}.`;
  return "It is due, and no process that serves its task has taken it yet.";
}
