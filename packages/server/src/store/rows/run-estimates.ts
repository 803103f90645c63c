import { formatInstant, instant, secondsBetween, type Instant } from "@tutti/core/instant";
import { isTerminal, type StateType } from "@tutti/core/state-type";

// What a reader computes from a run's bookkeeping, the same for flow runs and task runs.

interface RunTimes {
  state_type: StateType | null;
  state_timestamp: Instant | null;
  expected_start_time: Instant | null;
  start_time: Instant | null;
  total_run_micros: number;
}

/** Seconds in RUNNING so far, the current stay included. */
export function estimatedRunTime(run: RunTimes, now: Instant): number {
  const current = run.state_type === "RUNNING" && run.state_timestamp !== null ? now - run.state_timestamp : 0;
  return (run.total_run_micros + current) / 1_000_000;
}

/** Seconds by which the run started late, or by which one that has not started is overdue; never negative. */
export function estimatedStartTimeDelta(run: RunTimes, now: Instant): number {
  if (run.expected_start_time === null) return 0;
  const hasEnded = run.state_type !== null && isTerminal(run.state_type);
  const until = run.start_time ?? (hasEnded ? run.expected_start_time : now);
  return Math.max(0, secondsBetween(until, run.expected_start_time));
}

export function formatOrNull(at: number | null): string | null {
  return at === null ? null : formatInstant(instant(at));
}
