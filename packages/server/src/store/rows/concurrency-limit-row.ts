import { formatInstant, instant, type Instant } from "@tutti/core/instant";
import { countAt, type SlotCount, wholeSlots } from "@tutti/core/slot-count";
import type { ConcurrencyLimit, GlobalConcurrencyLimit, TakenLimit } from "@tutti/core/wire/concurrency-limit";
import type { ConcurrencyLimitTable } from "../tables/concurrency-tables.ts";

/** How the limit of a tag is called. */
export const TAG_PREFIX = "tag:";

const TAG_WAIT_SECONDS_MAX = 10;
const WAIT_SECONDS_MAX = 30;

export function slotCountOf(row: ConcurrencyLimitTable): SlotCount {
  return {
    limit: row.slot_limit,
    active: row.active_slots,
    denied: row.denied_slots,
    decayPerSecond: row.slot_decay_per_second,
    occupancySeconds: row.avg_slot_occupancy_seconds,
    waitSecondsMax: row.name.startsWith(TAG_PREFIX) ? TAG_WAIT_SECONDS_MAX : WAIT_SECONDS_MAX,
    asOf: instant(row.updated),
  };
}

/** The row with this count: what it says of slots is as of `updated`. */
export function withSlotCount(row: ConcurrencyLimitTable, count: SlotCount): ConcurrencyLimitTable {
  return {
    ...row,
    updated: count.asOf,
    slot_limit: count.limit,
    active_slots: count.active,
    denied_slots: count.denied,
    slot_decay_per_second: count.decayPerSecond,
    avg_slot_occupancy_seconds: count.occupancySeconds,
  };
}

export function concurrencyLimitFromRow(row: ConcurrencyLimitTable): ConcurrencyLimit {
  return {
    ...globalConcurrencyLimitFromRow(row, instant(row.updated)),
    denied_slots: wholeSlots(row.denied_slots),
    avg_slot_occupancy_seconds: row.avg_slot_occupancy_seconds,
  };
}

export function globalConcurrencyLimitFromRow(row: ConcurrencyLimitTable, now: Instant): GlobalConcurrencyLimit {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    active: row.active === 1,
    name: row.name,
    limit: row.slot_limit,
    active_slots: wholeSlots(countAt(slotCountOf(row), now).active),
    slot_decay_per_second: row.slot_decay_per_second,
  };
}

export function takenLimitFromRow({ id, name, slot_limit }: ConcurrencyLimitTable): TakenLimit {
  return { id, name, limit: slot_limit };
}
