import { type Instant, instant, secondsBetween } from "./instant.ts";
import type { RunProgress } from "./run-progress.ts";
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
    totalRunTimeSeconds: totalRunTime(run, state),
    expectedStartTime: run.expectedStartTime ?? (state.type === "SCHEDULED" ? state.scheduledTime : state.timestamp),
    startTime: run.startTime,
  };
  switch (state.type) {
    case "SCHEDULED":
      return { ...stateful, stateType: state.type, nextScheduledStartTime: state.scheduledTime, endTime: null };
    case "PENDING":
    case "PAUSED":
    case "CANCELLING":
      return { ...stateful, stateType: state.type, nextScheduledStartTime: null, endTime: null };
    case "RUNNING": {
      const startTime = run.startTime ?? state.timestamp;
      return { ...stateful, stateType: state.type, nextScheduledStartTime: null, startTime, endTime: null };
    }
    case "COMPLETED":
    case "FAILED":
    case "CANCELLED":
    case "CRASHED": {
      const ends = { startTime: run.startTime ?? state.timestamp, endTime: run.endTime ?? state.timestamp };
      return { ...stateful, ...ends, stateType: state.type, nextScheduledStartTime: null };
    }
  }
}

function totalRunTime(run: RunProgress, state: RunState): number {
  if (run.stateType !== "RUNNING") return run.totalRunTimeSeconds;
  const micros = Math.round(run.totalRunTimeSeconds * 1_000_000) + (state.timestamp - run.stateTimestamp);
  return micros / 1_000_000;
}

/** A run's time in RUNNING states until `now`, in seconds. */
export function estimatedRunTimeSeconds(run: RunProgress, now: Instant): number {
  if (run.stateType !== "RUNNING") return run.totalRunTimeSeconds;
  return run.totalRunTimeSeconds + Math.max(0, secondsBetween(now, run.stateTimestamp));
}

/** By how many seconds the run started, or still is, later than expected; never negative. */
export function estimatedStartTimeDeltaSeconds(run: RunProgress, now: Instant): number {
  if (run.stateType === null || run.expectedStartTime === null) return 0;
  if (run.startTime !== null) return Math.max(0, secondsBetween(run.startTime, run.expectedStartTime));
  return isTerminal(run.stateType) ? 0 : Math.max(0, secondsBetween(now, run.expectedStartTime));
}
