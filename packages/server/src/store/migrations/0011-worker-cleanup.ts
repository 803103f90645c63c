import type { Migration } from "./migration.ts";
import { storedColumns } from "./stored-columns.ts";

export const workerCleanup: Migration = {
  number: 11,
  name: "worker-cleanup",
  statements({ text }) {
    return [
      `create table worker_cleanup (${storedColumns(text)}, idempotency_key ${text} not null unique,
        work_pool_id ${text} not null references work_pool (id) on delete cascade, work_queue_id ${text},
        kind ${text} not null, target ${text} not null, data ${text} not null, delivery_count integer not null,
        reservation_token ${text}, lease_expires_at bigint, outcome ${text})`,
      `create index worker_cleanup_waiting on worker_cleanup (work_pool_id, created, id)
        where outcome is null and reservation_token is null`,
      `create index worker_cleanup_reserved on worker_cleanup (lease_expires_at) where lease_expires_at is not null`,
      `create index worker_cleanup_pool on worker_cleanup (work_pool_id)`,
    ];
  },
};
