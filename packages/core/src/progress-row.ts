import type { Instant } from "./instant.ts";
import { progressIn, type RunProgress } from "./run-progress.ts";
import type { StateType } from "./state-type.ts";

/** A run's progress as columns of its row. */
export interface ProgressRow {
  readonly state_id: string | null;
  readonly state_type: StateType | null;
  readonly state_name: string | null;
  readonly state_timestamp: Instant | null;
  readonly run_count: number;
  readonly expected_start_time: Instant | null;
  readonly next_scheduled_start_time: Instant | null;
  readonly start_time: Instant | null;
  readonly end_time: Instant | null;
  readonly total_run_micros: number;
}

export function progressToRow(progress: RunProgress): ProgressRow {
  const isStateless = progress.stateType === null;
  return {
    state_id: isStateless ? null : progress.stateId,
    state_type: progress.stateType,
    state_name: isStateless ? null : progress.stateName,
    state_timestamp: isStateless ? null : progress.stateTimestamp,
    run_count: progress.runCount,
    expected_start_time: progress.expectedStartTime,
    next_scheduled_start_time: progress.nextScheduledStartTime,
    start_time: progress.startTime,
    end_time: progress.endTime,
    total_run_micros: progress.totalRunMicros,
  };
}

/**
 * Rows of task runs are written as their clients report them, so a time that the type of state promises may be missing:
 * the state's own timestamp stands in for it.
 */
export function progressFromRow(row: ProgressRow): RunProgress {
  const counted = { runCount: row.run_count, totalRunMicros: row.total_run_micros };
  const { state_id: stateId, state_type: stateType, state_timestamp: stateTimestamp } = row;
  if (stateType === null || stateId === null || stateTimestamp === null) {
    const never = { startTime: null, endTime: null, nextScheduledStartTime: null };
    return { ...counted, ...never, stateType: null, expectedStartTime: row.expected_start_time };
  }
  const stateful = {
    ...counted,
    stateId,
    stateTimestamp,
    stateName: row.state_name ?? "",
    expectedStartTime: row.expected_start_time ?? stateTimestamp,
  };
  return progressIn(stateType, stateful, {
    nextScheduledStartTime: row.next_scheduled_start_time,
    startTime: row.start_time,
    endTime: row.end_time,
  });
}
