import type { Migration } from "./migration.ts";
import { storedColumns } from "./stored-columns.ts";

export const concurrencyLimits: Migration = {
  number: 3,
  name: "concurrency-limits",
  statements({ text }) {
    const stored = storedColumns(text);
    return [
      `create table concurrency_limit (${stored}, name ${text} not null unique, active integer not null,
        slot_limit bigint not null, active_slots double precision not null, denied_slots double precision not null,
        slot_decay_per_second double precision not null, avg_slot_occupancy_seconds double precision not null)`,
      `create table concurrency_lease (${stored}, expires_at bigint, slots bigint not null, holder_type ${text},
        holder_id ${text})`,
      `create index concurrency_lease_end on concurrency_lease (expires_at) where expires_at is not null`,
      `create index concurrency_lease_holder on concurrency_lease (holder_id) where holder_id is not null`,
      `create table concurrency_lease_limit (
        limit_id ${text} not null references concurrency_limit (id) on delete cascade,
        lease_id ${text} not null references concurrency_lease (id) on delete cascade, primary key (limit_id, lease_id))`,
      `create index concurrency_lease_limit_lease on concurrency_lease_limit (lease_id)`,
    ];
  },
};
