import type { Migration } from "./migration.ts";

/** Events get a number in the order of their commits. SQLite adds no primary key to a table: it is made anew. */
export const committedEvents: Migration = {
  number: 5,
  name: "committed-events",
  statements({ text, commitOrder }) {
    const columns = "id, occurred, received, event, resource_id, resource, related, payload, follows";
    return [
      `alter table event rename to event_before`,
      `drop index event_occurred`,
      `create table event (id ${text} not null unique, occurred bigint not null, received bigint not null,
        event ${text} not null, resource_id ${text} not null, resource ${text} not null, related ${text} not null,
        payload ${text} not null, follows ${text}, ${commitOrder})`,
      `insert into event (${columns}) select ${columns} from event_before order by received, id`,
      `drop table event_before`,
      `create index event_occurred on event (occurred, id)`,
      `create table event_cursor (consumer ${text} primary key, position ${text} not null)`,
    ];
  },
};
