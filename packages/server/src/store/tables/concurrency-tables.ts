import type { Instant } from "@tutti/core/instant";
import type { Flag, JsonText, Stored } from "./stored.ts";

/** A limit of the second kind; those of the first, by tag, are a view of these: their names are `tag:<tag>`. */
export interface ConcurrencyLimitTable extends Stored {
  name: string;
  active: Flag;
  slot_limit: number;
  /** As of `updated`; what has decayed since is taken off when it is read. */
  active_slots: number;
  denied_slots: number;
  slot_decay_per_second: number;
  avg_slot_occupancy_seconds: number;
}

/** Who holds slots, and until when: a slot can never outlive its lease. */
export interface ConcurrencyLeaseTable extends Stored {
  /** Null: held until it is released. */
  expires_at: Instant | null;
  limit_ids: JsonText<string[]>;
  slots: number;
  holder_type: string | null;
  holder_id: string | null;
}
