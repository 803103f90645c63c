import { estimatedRunTime, estimatedStartTimeDelta } from "@tutti/core/run-estimates";
import { formatInstant, type Instant } from "@tutti/core/instant";
import type { TaskRun, TaskRunPolicy } from "@tutti/core/wire/task-run";
import type { TaskRunStateTable, TaskRunTable } from "../tables.ts";
import { fromJson } from "./json-column.ts";
import { formatOrNull } from "./format-or-null.ts";
import { stateFromRow } from "./state-row.ts";

const NO_POLICY: TaskRunPolicy = {
  max_retries: 0,
  retry_delay_seconds: 0,
  retries: null,
  retry_delay: null,
  retry_jitter_factor: null,
};

/** `state` is the row that `row.state_id` names, or null when there is none; `now` is for the estimates. */
export function taskRunFromRow(row: TaskRunTable, state: TaskRunStateTable | null, now: Instant): TaskRun {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    name: row.name,
    flow_run_id: row.flow_run_id,
    task_key: row.task_key,
    dynamic_key: row.dynamic_key,
    cache_key: row.cache_key,
    cache_expiration: formatOrNull(row.cache_expiration),
    task_version: row.task_version,
    empirical_policy: { ...NO_POLICY, ...fromJson<TaskRunPolicy>(row.empirical_policy) },
    tags: fromJson(row.tags),
    labels: fromJson(row.labels),
    state_id: row.state_id,
    task_inputs: fromJson(row.task_inputs),
    state_type: row.state_type,
    state_name: row.state_name,
    run_count: row.run_count,
    flow_run_run_count: row.flow_run_run_count,
    expected_start_time: formatOrNull(row.expected_start_time),
    next_scheduled_start_time: formatOrNull(row.next_scheduled_start_time),
    start_time: formatOrNull(row.start_time),
    end_time: formatOrNull(row.end_time),
    total_run_time: row.total_run_micros / 1_000_000,
    estimated_run_time: estimatedRunTime(row, now),
    estimated_start_time_delta: estimatedStartTimeDelta(row, now),
    state: state === null ? null : stateFromRow(state),
  };
}
