import { ApiError } from "@tutti/core/errors";
import { addSeconds, type Instant } from "@tutti/core/instant";
import { retryAfterSeconds, withDenied } from "@tutti/core/slot-count";
import type { LeaseHolder, TakenLimit } from "@tutti/core/wire/concurrency-limit";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { TAG_PREFIX, takenLimitFromRow, withSlotCount } from "../../store/rows/concurrency-limit-row.ts";
import type { ConcurrencyLeaseTable, ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { lockLimitsByName } from "./lock-limits.ts";
import { endWait, noteWait } from "./slot-waits.ts";
import { areFree, countsAt, GIVEN_BACK, leaseAskedFor, leaseOfEach, takeOfEach } from "./slot-leases.ts";

export interface TakeSlots {
  readonly names: readonly string[];
  readonly slots: number;
  /** `rate_limit`: the slots free themselves, so every limit must have a decay. */
  readonly mode: "concurrency" | "rate_limit";
  /** Null: whoever takes the slots gives them back by name. */
  readonly lease: {
    /** Null: any. A request that comes again takes no more, also when the lease has been given back since. */
    readonly id: string | null;
    readonly durationSeconds: number;
    readonly holder: LeaseHolder | null;
  } | null;
}

/** `leaseId` is null when none was asked for. */
export type SlotsAnswer =
  | { readonly kind: "taken"; readonly limits: TakenLimit[]; readonly leaseId: string | null }
  | { readonly kind: "denied"; readonly retryAfterSeconds: number };

/**
 * Takes slots of every limit of those names, or of none. Names without a limit do not count, nor do limits that are not
 * active. Throws `invalid_request` for what can never be had.
 */
export async function takeSlots(tx: Tx, deps: Deps, params: TakeSlots): Promise<Outcome<SlotsAnswer>> {
  const { names, slots, lease } = params;
  const now = await sharedNow(tx, deps);
  const limits = await lockLimitsByName(tx, names);
  const before = await leaseAskedFor(tx, lease?.id ?? null);
  if (before !== undefined) return { result: answerAgain(before, limits) };
  const active = limits.filter((row) => row.active === 1);
  refuseImpossible(active, params);
  if (!areFree(countsAt(active, now), slots)) {
    const denied = await deny(tx, deps, now, active, slots);
    const { retryAfterSeconds } = denied;
    const told = await noteWait(tx, now, active, { holder: lease?.holder ?? null, slots, retryAfterSeconds });
    return { result: denied, changes: () => told };
  }
  const leaseId = lease === null ? null : (lease.id ?? deps.newId());
  const result: SlotsAnswer = { kind: "taken", limits: limits.map(takenLimitFromRow), leaseId };
  if (lease === null || leaseId === null) {
    await takeOfEach(tx, now, active, slots);
    return { result };
  }
  const expiresAt = addSeconds(now, lease.durationSeconds);
  await leaseOfEach(tx, now, active, slots, { id: leaseId, expiresAt, holder: lease.holder });
  const told = await endWait(tx, active, lease.holder);
  return { result, changes: () => told };
}

/** Of a request that was carried out before. Whoever has given the slots back, or lost them, and asks still, asks anew. */
function answerAgain({ id, slots }: ConcurrencyLeaseTable, limits: readonly ConcurrencyLimitTable[]): SlotsAnswer {
  if (slots === GIVEN_BACK) return { kind: "denied", retryAfterSeconds: 0 };
  return { kind: "taken", limits: limits.map(takenLimitFromRow), leaseId: id };
}

function refuseImpossible(limits: readonly ConcurrencyLimitTable[], { slots, mode }: TakeSlots): void {
  if (limits.some((row) => row.slot_limit < slots)) {
    throw new ApiError("invalid_request", "Slots requested is greater than the limit");
  }
  const held = limits.filter((row) => row.slot_decay_per_second === 0).map((row) => row.name);
  if (mode === "rate_limit" && held.length > 0) {
    throw new ApiError(
      "invalid_request",
      `A rate limit needs a slot decay, and these limits have none: ${held.join(", ")}`,
    );
  }
}

/** Remembers that the slots were asked for: the more there are who wait, the longer each shall. */
async function deny(
  tx: Tx,
  deps: Deps,
  now: Instant,
  limits: readonly ConcurrencyLimitTable[],
  slots: number,
): Promise<Extract<SlotsAnswer, { kind: "denied" }>> {
  const counts = countsAt(limits, now);
  for (const [index, row] of limits.entries()) {
    const count = counts[index];
    if (count !== undefined) {
      await updateChanged(tx, "concurrency_limit", row, withSlotCount(row, withDenied(count, slots)));
    }
  }
  const { tagSecondsMax, limitSecondsMax } = deps.slotWaits;
  const asked = counts.map((count, index) => {
    const isOfTag = limits[index]?.name.startsWith(TAG_PREFIX) === true;
    return { ...count, waitSecondsMax: isOfTag ? tagSecondsMax : limitSecondsMax };
  });
  return { kind: "denied", retryAfterSeconds: retryAfterSeconds(asked, slots, deps.random) };
}
