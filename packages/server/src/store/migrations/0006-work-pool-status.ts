import type { Migration } from "./migration.ts";

/** The events of a pool's status follow one another; queues of all pools are listed by name. */
export const workPoolStatus: Migration = {
  number: 6,
  name: "work-pool-status",
  statements: ({ text }) => [
    `alter table work_pool add column status_event_id ${text}`,
    `alter table work_pool add column status_changed_at bigint`,
    `create index work_queue_sorted_by_name on work_queue (name, id)`,
  ],
};
