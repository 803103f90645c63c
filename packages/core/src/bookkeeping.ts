import { type Instant, instant, secondsBetween } from "./instant.ts";
import { progressIn, type RunProgress } from "./run-progress.ts";
import type { RunState } from "./run-state.ts";
import { isTerminal } from "./state-type.ts";

/** `state` moved on until it is later than the run's current state: states of a run have distinct, growing timestamps. */
export function afterCurrent<S extends RunState>(state: S, current: Instant | null): S {
  if (current === null || state.timestamp > current) return state;
  return { ...state, timestamp: instant(current + 1) };
}

/** What becomes of a run's progress when `state` is saved. A run that resumes from a pause counts no new attempt. */
export function advance(run: RunProgress, state: RunState, isResuming: boolean): RunProgress {
  const stateful = {
    stateId: state.id,
    stateName: state.name,
    stateTimestamp: state.timestamp,
    runCount: run.runCount + (state.type === "RUNNING" && !isResuming ? 1 : 0),
    totalRunMicros: totalRunMicros(run, state),
    expectedStartTime: run.expectedStartTime ?? dueAt(state),
  };
  const { startTime, endTime } = run;
  return progressIn(state.type, stateful, { startTime, endTime, nextScheduledStartTime: dueAt(state) });
}

function dueAt(state: RunState): Instant {
  return state.type === "SCHEDULED" ? state.scheduledTime : state.timestamp;
}

function totalRunMicros(run: RunProgress, state: RunState): number {
  return run.stateType === "RUNNING" ? run.totalRunMicros + (state.timestamp - run.stateTimestamp) : run.totalRunMicros;
}

/** A run's time in RUNNING states until `now`, in seconds. */
export function estimatedRunTimeSeconds(run: RunProgress, now: Instant): number {
  const running = run.stateType === "RUNNING" ? Math.max(0, now - run.stateTimestamp) : 0;
  return (run.totalRunMicros + running) / 1_000_000;
}

/** By how many seconds the run started, or still is, later than expected; never negative. */
export function estimatedStartTimeDeltaSeconds(run: RunProgress, now: Instant): number {
  if (run.stateType === null || run.expectedStartTime === null) return 0;
  if (run.startTime !== null) return Math.max(0, secondsBetween(run.startTime, run.expectedStartTime));
  return isTerminal(run.stateType) ? 0 : Math.max(0, secondsBetween(now, run.expectedStartTime));
}
