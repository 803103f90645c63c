import { type Instant, instant } from "./instant.ts";
import { progressIn, type RunProgress } from "./run-progress.ts";
import type { RunState } from "./run-state.ts";

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
