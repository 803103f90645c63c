import type { Instant } from "@tutti/core/instant";
import type { LeaseHolder } from "@tutti/core/wire/concurrency-limit";
import type { Flag, Stored } from "./stored.ts";

/** A limit of the second kind; those of the first, by tag, are a view of these: their names are `tag:<tag>`. */
export interface ConcurrencyLimitTable extends Stored {
  name: string;
  active: Flag;
  slot_limit: number;
  /** As of `updated`, as is `denied_slots`; what has decayed since is taken off when it is read (core/slot-count.ts). */
  active_slots: number;
  denied_slots: number;
  slot_decay_per_second: number;
  avg_slot_occupancy_seconds: number;
}

/** Who holds slots, and until when: a slot can never outlive its lease. `updated` is when it was last renewed. */
export interface ConcurrencyLeaseTable extends Stored {
  /** Null: held until it is released. */
  expires_at: Instant | null;
  /** How many of each limit; 0 when they were given back, and the lease is only remembered. */
  slots: number;
  holder_type: LeaseHolder["type"] | null;
  holder_id: string | null;
}

/** Of which limits a lease holds slots. */
export interface ConcurrencyLeaseLimitTable {
  limit_id: string;
  lease_id: string;
}

/** Who asked for slots of a limit in vain, and is expected to ask again. */
export interface ConcurrencyWaitTable {
  limit_id: string;
  holder_id: string;
  holder_type: LeaseHolder["type"];
  /** The run that waits, with its task; null where that is not known. */
  flow_run_id: string | null;
  slots: number;
  since: Instant;
  /** When it was told to ask again. */
  expected_at: Instant;
  /** From then on it is taken to have given up. */
  expires_at: Instant;
}
