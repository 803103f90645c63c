import type { Migration } from "./migration.ts";

/**
 * What is ready, and since when it was not asked for work: looked through every few seconds. And the runs of a queue in
 * the order in which they are offered, many of which may be scheduled for one instant.
 */
export const readiness: Migration = {
  number: 9,
  name: "readiness",
  statements: () => [
    `drop index flow_run_queue`,
    `create index flow_run_queue on flow_run (work_queue_id, state_type, next_scheduled_start_time, id)
      where work_queue_id is not null`,
    `create index worker_online on worker (work_pool_id) where status = 'ONLINE'`,
    `create index work_pool_ready on work_pool (id) where status = 'READY'`,
    `create index work_queue_ready on work_queue (last_polled) where status = 'READY'`,
    `create index deployment_ready on deployment (last_polled) where status = 'READY'`,
    `create index deployment_waiting on deployment (work_queue_id) where status = 'NOT_READY'`,
  ],
};
