import { estimatedRunTime, estimatedStartTimeDelta } from "@tutti/core/run-estimates";
import { formatInstant, type Instant } from "@tutti/core/instant";
import type { FlowRun, FlowRunPolicy } from "@tutti/core/wire/flow-run";
import type { FlowRunStateTable, FlowRunTable } from "../tables.ts";
import type { QueueInPool } from "./deployment-row.ts";
import { fromJson } from "./json-column.ts";
import { formatOrNull } from "./format-or-null.ts";
import { stateFromRow } from "./state-row.ts";

const NO_POLICY: FlowRunPolicy = {
  max_retries: 0,
  retry_delay_seconds: 0,
  retries: null,
  retry_delay: null,
  pause_keys: [],
  resuming: false,
  retry_type: null,
};

/** What belongs to a run and stands in other tables. */
export interface FlowRunParts {
  /** The row that `row.state_id` names, or null when there is none. */
  readonly state: FlowRunStateTable | null;
  /** The queue that `row.work_queue_id` names. */
  readonly queue: QueueInPool | null;
}

/** `now` is for the estimates. */
export function flowRunFromRow(row: FlowRunTable, parts: FlowRunParts, now: Instant): FlowRun {
  return {
    ...plainFields(row, parts, now),
    work_pool_id: parts.queue?.pool_id ?? null,
    work_pool_name: parts.queue?.pool_name ?? null,
    parameters: fromJson(row.parameters),
    context: fromJson(row.context),
    tags: fromJson(row.tags),
    labels: fromJson(row.labels),
    job_variables: row.job_variables === null ? null : fromJson(row.job_variables),
  };
}

/**
 * What a worker is offered of a run, as JSON: all but its pool and its state. What users wrote stands as text already, and
 * is not looked into.
 */
export function offeredRunText(row: FlowRunTable, queue: QueueInPool, now: Instant): string {
  const plain = JSON.stringify(plainFields(row, { state: null, queue }, now));
  const written = OPAQUE.map((field) => `"${field}":${row[field] ?? "null"}`);
  return `${plain.slice(0, -1)},${written.join(",")}}`;
}

/** What users wrote. */
const OPAQUE = ["parameters", "context", "tags", "labels", "job_variables"] as const;

type PlainFields = Omit<FlowRun, (typeof OPAQUE)[number] | "work_pool_id" | "work_pool_name">;

function plainFields(row: FlowRunTable, { state, queue }: FlowRunParts, now: Instant): PlainFields {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    name: row.name,
    flow_id: row.flow_id,
    state_id: row.state_id,
    deployment_id: row.deployment_id,
    deployment_version: row.deployment_version,
    work_queue_id: queue?.queue_id ?? null,
    work_queue_name: queue?.queue_name ?? row.work_queue_name,
    flow_version: row.flow_version,
    idempotency_key: row.idempotency_key,
    empirical_policy: { ...NO_POLICY, ...fromJson<FlowRunPolicy>(row.empirical_policy) },
    parent_task_run_id: row.parent_task_run_id,
    state_type: row.state_type,
    state_name: row.state_name,
    run_count: row.run_count,
    expected_start_time: formatOrNull(row.expected_start_time),
    next_scheduled_start_time: formatOrNull(row.next_scheduled_start_time),
    start_time: formatOrNull(row.start_time),
    end_time: formatOrNull(row.end_time),
    total_run_time: row.total_run_micros / 1_000_000,
    estimated_run_time: estimatedRunTime(row, now),
    estimated_start_time_delta: estimatedStartTimeDelta(row, now),
    auto_scheduled: row.auto_scheduled === 1,
    infrastructure_document_id: row.infrastructure_document_id,
    infrastructure_pid: row.infrastructure_pid,
    created_by: createdBy(row),
    state: state === null ? null : stateFromRow(state),
  };
}

function createdBy(row: FlowRunTable): FlowRun["created_by"] {
  const { created_by_id: id, created_by_type: type, created_by_display_value: display_value } = row;
  return id === null && type === null && display_value === null ? null : { id, type, display_value };
}
