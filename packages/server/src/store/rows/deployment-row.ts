import { formatInstant, type Instant } from "@tutti/core/instant";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { DeploymentSchedule } from "@tutti/core/wire/schedule";
import type { ConcurrencyLimitTable } from "../tables/concurrency-tables.ts";
import type { DeploymentTable } from "../tables/deployment-tables.ts";
import { globalConcurrencyLimitFromRow } from "./concurrency-limit-row.ts";
import { formatOrNull } from "./format-or-null.ts";
import { fromJson } from "./json-column.ts";

/** A queue and the pool it is in, as runs and deployments name them. */
export interface QueueInPool {
  readonly queue_id: string;
  readonly queue_name: string;
  readonly pool_id: string;
  readonly pool_name: string;
}

/** What belongs to a deployment and stands in other tables. */
export interface DeploymentParts {
  /** The last changed first. */
  readonly schedules: readonly DeploymentSchedule[];
  readonly queue: QueueInPool | null;
  readonly limit: ConcurrencyLimitTable | null;
}

/** `now` is for what has decayed of the slots of its limit. */
export function deploymentFromRow(
  row: DeploymentTable,
  { schedules, queue, limit }: DeploymentParts,
  now: Instant,
): Deployment {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    name: row.name,
    version: row.version,
    description: row.description,
    flow_id: row.flow_id,
    paused: row.paused === 1,
    schedules: [...schedules],
    concurrency_limit: null,
    global_concurrency_limit: limit === null ? null : globalConcurrencyLimitFromRow(limit, now),
    concurrency_options: optionsOf(row),
    job_variables: fromJson(row.job_variables),
    parameters: fromJson(row.parameters),
    tags: fromJson(row.tags),
    labels: row.labels === null ? {} : fromJson(row.labels),
    work_queue_name: queue?.queue_name ?? row.work_queue_name,
    work_queue_id: row.work_queue_id,
    last_polled: formatOrNull(row.last_polled),
    parameter_openapi_schema: row.parameter_openapi_schema === null ? null : fromJson(row.parameter_openapi_schema),
    path: row.path,
    pull_steps: row.pull_steps === null ? null : fromJson(row.pull_steps),
    entrypoint: row.entrypoint,
    storage_document_id: row.storage_document_id,
    infrastructure_document_id: row.infrastructure_document_id,
    created_by: row.created_by === null ? null : fromJson(row.created_by),
    updated_by: row.updated_by === null ? null : fromJson(row.updated_by),
    work_pool_name: queue?.pool_name ?? null,
    status: row.status,
    enforce_parameter_schema: row.enforce_parameter_schema === 1,
  };
}

function optionsOf(row: DeploymentTable): Deployment["concurrency_options"] {
  if (row.concurrency_options === null) return null;
  const { collision_strategy, grace_period_seconds = null } = fromJson(row.concurrency_options);
  return { collision_strategy, grace_period_seconds };
}
