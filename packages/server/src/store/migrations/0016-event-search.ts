import { KEY_LENGTH_MAX } from "../search-key.ts";
import type { Migration } from "./migration.ts";

/**
 * Events are found by their name, and by the resources they relate to, in the order in which they occurred. The rows of
 * `event_related` are written with the event and deleted with it; they refer to it without a foreign key, which every
 * event would pay for.
 */
export const eventSearch: Migration = {
  number: 16,
  name: "event-search",
  statements: ({ text, keyTable, ifShort, relatedIds }) => [
    `create index event_name on event (event, occurred, id)${ifShort("event")}`,
    `create index event_long_name on event (occurred) where length(event) > ${KEY_LENGTH_MAX}`,
    `create table event_related (resource_id ${text} not null, occurred bigint not null, event_id ${text} not null,
      primary key (resource_id, occurred, event_id))${keyTable}`,
    `insert into event_related (resource_id, occurred, event_id) ${relatedIds} order by 1, 2, 3
      on conflict do nothing`,
  ],
};
