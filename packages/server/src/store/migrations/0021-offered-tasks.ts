import type { Migration } from "./migration.ts";

/** Finds the deferred task runs whose workers are gone without looking at those that wait. */
export const offeredTasks: Migration = {
  number: 21,
  name: "offered-tasks",
  statements: () => [
    `create index background_task_offered on background_task (offered_until) where offered_until is not null`,
  ],
};
