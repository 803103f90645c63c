import type { Migration } from "./migration.ts";
import { storedColumns } from "./stored-columns.ts";

/** Queues of deferred task runs, who takes from them, and searches that are saved by name. */
export const backgroundTasks: Migration = {
  number: 14,
  name: "background-tasks",
  statements: ({ text }) => [
    `create table background_task (task_run_id ${text} primary key references task_run (id) on delete cascade,
      task_key ${text} not null, is_retry integer not null, queued_at bigint not null, offered_to ${text},
      offered_until bigint)`,
    `create index background_task_queue on background_task (task_key, is_retry desc, queued_at, task_run_id)`,
    `create table task_worker (id ${text} primary key, identifier ${text} not null, task_keys ${text} not null,
      last_seen bigint not null)`,
    `create table saved_search (${storedColumns(text)}, name ${text} not null unique, filters ${text} not null)`,
  ],
};
