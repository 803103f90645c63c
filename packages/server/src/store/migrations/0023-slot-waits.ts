import type { Migration } from "./migration.ts";

/** Who asked for slots in vain, and is expected to ask again. */
export const slotWaits: Migration = {
  number: 23,
  name: "slot-waits",
  statements: ({ text }) => [
    `create table concurrency_wait (
      limit_id ${text} not null references concurrency_limit (id) on delete cascade, holder_id ${text} not null,
      holder_type ${text} not null, slots bigint not null, since bigint not null, expected_at bigint not null,
      expires_at bigint not null, primary key (limit_id, holder_id))`,
    `create index concurrency_wait_end on concurrency_wait (expires_at)`,
  ],
};
