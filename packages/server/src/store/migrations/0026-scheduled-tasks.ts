import type { Migration } from "./migration.ts";

/** The few tasks of a run that wait for their next attempt are looked up by the run, which may have any number of others. */
export const scheduledTasks: Migration = {
  number: 26,
  name: "scheduled-tasks",
  statements: () => [`create index task_run_scheduled on task_run (flow_run_id) where state_type = 'SCHEDULED'`],
};
