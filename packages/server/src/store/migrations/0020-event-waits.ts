import type { Migration } from "./migration.ts";

/** Runs that ended their process to wait for an event. */
export const eventWaits: Migration = {
  number: 20,
  name: "event-waits",
  statements: ({ text }) => [
    `create table event_wait (flow_run_id ${text} not null references flow_run (id) on delete cascade, number integer not null,
      event ${text} not null, resource ${text} not null, is_found integer not null,
      primary key (flow_run_id, number))`,
    `create index event_wait_event on event_wait (event) where is_found = 0`,
    `create index event_wait_found on event_wait (flow_run_id) where is_found = 1`,
  ],
};
