import { formatInstant } from "@tutti/core/instant";
import type { WorkQueue } from "@tutti/core/wire/work-queue";
import type { WorkQueueTable } from "../tables/work-pool-tables.ts";
import { formatOrNull } from "./format-or-null.ts";
import { fromJson } from "./json-column.ts";

/** A queue with the name of its pool. */
export type NamedWorkQueue = WorkQueueTable & { readonly work_pool_name: string };

/** `activeSlots` counts the runs that hold one; it is told only of a queue with a limit. */
export function workQueueFromRow(row: NamedWorkQueue, activeSlots: number): WorkQueue {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    name: row.name,
    description: row.description,
    is_paused: row.is_paused === 1,
    concurrency_limit: row.concurrency_limit,
    priority: row.priority,
    work_pool_id: row.work_pool_id,
    filter: row.filter === null ? null : fromJson(row.filter),
    last_polled: formatOrNull(row.last_polled),
    work_pool_name: row.work_pool_name,
    status: row.status,
    active_slots: row.concurrency_limit === null ? null : activeSlots,
  };
}
