import type { Timeline, TimelineTask } from "@tutti/core/wire/dashboard";
import { compareTimes } from "../../time/compare-times.ts";

/** The task run that failed first: the likely cause of what failed after it. */
export function firstFailedTask({ task_runs }: Timeline): TimelineTask | null {
  const failed = task_runs.filter(
    (task) => (task.state_type === "FAILED" || task.state_type === "CRASHED") && task.subflow_run_id === null,
  );
  return failed.reduce<TimelineTask | null>((first, task) => {
    if (first === null) return task;
    return compareTimes(task.end_time ?? LATER, first.end_time ?? LATER) < 0 ? task : first;
  }, null);
}

const LATER = "9999-12-31T00:00:00Z";

const PREFIXES = [
  /^Flow run encountered an exception:?\s*/,
  /^Task run encountered an exception:?\s*/,
  /^Execution was interrupted by an unexpected exception:?\s*/,
];

/** Whether a failed run tells the reason itself, by a state that its function returned, and not that something in it failed. */
export function saysWhyItself(message: string | null): boolean {
  if (message === null || message === "" || /^\d+\/\d+ states /.test(message)) return false;
  return !PREFIXES.some((prefix) => prefix.test(message));
}

/** The line that says what went wrong, without what is said of every failure. */
export function exceptionLine(message: string | null): string {
  if (message === null) return "";
  const bare = PREFIXES.reduce((text, prefix) => text.replace(prefix, ""), message.trim());
  return bare.split("\n")[0] ?? "";
}
