import type { Migration } from "./migration.ts";

/** The runs that were cancelled of late are few among those that ended: what they left behind is looked for often. */
export const cancelledRuns: Migration = {
  number: 10,
  name: "cancelled-runs",
  statements: () => [
    `create index flow_run_cancelled on flow_run (state_type, end_time) where state_type = 'CANCELLED'`,
  ],
};
