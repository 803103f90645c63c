import { type Instant, secondsBetween } from "./instant.ts";
import type { ProgressRow } from "./progress-row.ts";
import { isTerminal } from "./state-type.ts";

type RunTimes = Pick<
  ProgressRow,
  "state_type" | "state_timestamp" | "expected_start_time" | "start_time" | "total_run_micros"
>;

/** Seconds in RUNNING states until `now`, the current stay included. */
export function estimatedRunTime(run: RunTimes, now: Instant): number {
  const isRunning = run.state_type === "RUNNING" && run.state_timestamp !== null;
  const current = isRunning ? Math.max(0, now - run.state_timestamp) : 0;
  return (run.total_run_micros + current) / 1_000_000;
}

/** Seconds by which the run started late, or by which one that has not started is overdue; never negative. */
export function estimatedStartTimeDelta(run: RunTimes, now: Instant): number {
  if (run.expected_start_time === null) return 0;
  const hasEnded = run.state_type !== null && isTerminal(run.state_type);
  const until = run.start_time ?? (hasEnded ? run.expected_start_time : now);
  return Math.max(0, secondsBetween(until, run.expected_start_time));
}
