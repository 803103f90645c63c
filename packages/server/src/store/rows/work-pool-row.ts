import { formatInstant } from "@tutti/core/instant";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { WorkPoolTable } from "../tables/work-pool-tables.ts";
import { fromJson } from "./json-column.ts";

/** `activeSlots` counts the runs that hold one; it is told only of a pool with a limit. */
export function workPoolFromRow(row: WorkPoolTable, activeSlots: number): WorkPool {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    name: row.name,
    description: row.description,
    type: row.type,
    base_job_template: fromJson(row.base_job_template),
    is_paused: row.is_paused === 1,
    concurrency_limit: row.concurrency_limit,
    status: row.status,
    default_queue_id: row.default_queue_id,
    storage_configuration: fromJson(row.storage_configuration),
    active_slots: row.concurrency_limit === null ? null : activeSlots,
  };
}
