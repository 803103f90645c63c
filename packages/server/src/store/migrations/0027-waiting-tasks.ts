import type { Migration } from "./migration.ts";

/** What a run waits for is told of its subflows too, whose state the tasks have that stand for them. */
export const waitingTasks: Migration = {
  number: 27,
  name: "waiting-tasks",
  statements: () => [
    `drop index task_run_scheduled`,
    `create index task_run_waiting on task_run (flow_run_id) where state_type in ('SCHEDULED', 'PENDING', 'PAUSED')`,
  ],
};
