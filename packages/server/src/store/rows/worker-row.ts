import { formatInstant } from "@tutti/core/instant";
import type { Worker } from "@tutti/core/wire/worker";
import type { WorkerTable } from "../tables/work-pool-tables.ts";

export function workerFromRow(row: WorkerTable): Worker {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    name: row.name,
    work_pool_id: row.work_pool_id,
    last_heartbeat_time: formatInstant(row.last_heartbeat_time),
    heartbeat_interval_seconds: row.heartbeat_interval_seconds,
    status: row.status,
  };
}
