import { addSeconds, type Instant, secondsBetween } from "@tutti/core/instant";
import { countAt, freeSlots, type SlotCount, withReleased, withTaken } from "@tutti/core/slot-count";
import type { LeaseHolder } from "@tutti/core/wire/concurrency-limit";
import { sql } from "kysely";
import { dialectOf } from "../../store/dialect.ts";
import { type Condition, oneOf } from "../../store/filters/condition.ts";
import { insertNew, updateChanged } from "../../store/row-writes.ts";
import { slotCountOf, TAG_PREFIX, withSlotCount } from "../../store/rows/concurrency-limit-row.ts";
import { AFTER_TAGS } from "../../store/rows/tag-limit-row.ts";
import type { ConcurrencyLeaseTable, ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { Tx } from "../command.ts";
import { lockLimitsById } from "./lock-limits.ts";

// The only place where slots change hands.
//
// L1: slots and the lease that holds them are written together: there is no moment at which a slot is held by nobody.
// L2: a lease gives back what it took, once: of the limits that it took from, whatever has become of them since.
// L3: a lease is ended under its own lock. Whoever renews it meanwhile finds it gone.
// L4: a lease that its holder gave back is remembered for as long as a request for it may be on its way, without slots.

/** The slots of a lease that is remembered only. */
export const GIVEN_BACK = 0;
/** Longer than clients send a request again. */
const REMEMBERED_SECONDS = 120;

export interface NewLease {
  readonly id: string;
  /** Null: held until it is released. */
  readonly expiresAt: Instant | null;
  readonly holder: LeaseHolder | null;
}

/** Whether so many slots of each of these limits can be taken now. */
export function areFree(counts: readonly SlotCount[], slots: number): boolean {
  return counts.every((count) => freeSlots(count) >= slots);
}

export function countsAt(limits: readonly ConcurrencyLimitTable[], now: Instant): SlotCount[] {
  return limits.map((row) => countAt(slotCountOf(row), now));
}

/** Takes slots of each of these limits, which are locked and of which so many are free, without a lease. */
export async function takeOfEach(
  tx: Tx,
  now: Instant,
  limits: readonly ConcurrencyLimitTable[],
  slots: number,
): Promise<void> {
  for (const row of limits) {
    const taken = withTaken(countAt(slotCountOf(row), now), slots);
    await updateChanged(tx, "concurrency_limit", row, withSlotCount(row, taken));
  }
}

/** Takes them with a lease. */
export async function leaseOfEach(
  tx: Tx,
  now: Instant,
  limits: readonly ConcurrencyLimitTable[],
  slots: number,
  { id, expiresAt, holder }: NewLease,
): Promise<void> {
  await takeOfEach(tx, now, limits, slots);
  await insertNew(tx, "concurrency_lease", {
    id,
    created: now,
    updated: now,
    expires_at: expiresAt,
    slots,
    holder_type: holder?.type ?? null,
    holder_id: holder?.id ?? null,
  });
  if (limits.length === 0) return;
  const holds = limits.map((row) => ({ limit_id: row.id, lease_id: id }));
  await tx.insertInto("concurrency_lease_limit").values(holds).execute();
}

/** Gives back what these leases hold, and ends them. They are locked by the caller. */
export async function endLeases(tx: Tx, now: Instant, leases: readonly ConcurrencyLeaseTable[]): Promise<void> {
  if (leases.length === 0) return;
  const dialect = dialectOf(tx);
  const byId = new Map(leases.map((lease) => [lease.id, lease]));
  const holds = await tx
    .selectFrom("concurrency_lease_limit")
    .selectAll()
    .where(oneOf(dialect, sql.ref("lease_id"), [...byId.keys()]))
    .execute();
  const limits = await lockLimitsById(tx, [...new Set(holds.map((hold) => hold.limit_id))]);
  for (const row of limits) {
    const held = holds.flatMap((hold) => (hold.limit_id === row.id ? (byId.get(hold.lease_id) ?? []) : []));
    const released = held.reduce(
      (count, lease) => withReleased(count, lease.slots, secondsBetween(now, lease.created)),
      countAt(slotCountOf(row), now),
    );
    await updateChanged(tx, "concurrency_limit", row, withSlotCount(row, released));
  }
  await tx
    .deleteFrom("concurrency_lease")
    .where(oneOf(dialect, sql.ref("id"), [...byId.keys()]))
    .execute();
}

/** Gives back what this lease holds, which is locked, and remembers that it was there. */
export async function giveBackLease(tx: Tx, now: Instant, lease: ConcurrencyLeaseTable): Promise<void> {
  await endLeases(tx, now, [lease]);
  const expires_at = addSeconds(now, REMEMBERED_SECONDS);
  await insertNew(tx, "concurrency_lease", { ...lease, updated: now, slots: GIVEN_BACK, expires_at });
}

/** The lease, locked; undefined when it has ended. */
export async function lockLease(tx: Tx, id: string): Promise<ConcurrencyLeaseTable | undefined> {
  const lease = await leaseById(tx, id).forUpdate().executeTakeFirst();
  return lease?.slots === GIVEN_BACK ? undefined : lease;
}

/** The lease of that id, also one that is remembered only. Whoever asks has the limits locked that it takes slots of. */
export async function leaseAskedFor(tx: Tx, id: string | null): Promise<ConcurrencyLeaseTable | undefined> {
  return id === null ? undefined : leaseById(tx, id).executeTakeFirst();
}

function leaseById(tx: Tx, id: string) {
  return tx.selectFrom("concurrency_lease").selectAll().where("id", "=", id);
}

/** The leases that hold slots of the limit of that name, locked. */
export function leasesOfLimit(tx: Tx, name: string): Promise<ConcurrencyLeaseTable[]> {
  return lockLeases(tx, sql<boolean>`id in ${holdsOf(tx, sql<boolean>`name = ${name}`)}`);
}

/** The leases by which this holder holds slots of limits of those names, locked; of all limits of tags when null. */
export function leasesOfHolder(
  tx: Tx,
  { type, id }: LeaseHolder,
  names: readonly string[] | null,
): Promise<ConcurrencyLeaseTable[]> {
  const named =
    names === null
      ? sql<boolean>`name >= ${TAG_PREFIX} and name < ${AFTER_TAGS}`
      : oneOf(dialectOf(tx), sql.ref("name"), names);
  const isTheirs = sql<boolean>`holder_id = ${id} and holder_type = ${type}`;
  return lockLeases(tx, sql<boolean>`${isTheirs} and id in ${holdsOf(tx, named)}`);
}

/** In the order of their ids, so that two commands do not wait for each other. */
export function lockLeases(tx: Tx, condition: Condition): Promise<ConcurrencyLeaseTable[]> {
  return tx.selectFrom("concurrency_lease").selectAll().where(condition).orderBy("id").forUpdate().execute();
}

function holdsOf(tx: Tx, limits: Condition) {
  return tx
    .selectFrom("concurrency_lease_limit as held")
    .innerJoin("concurrency_limit as limit", "limit.id", "held.limit_id")
    .select("held.lease_id")
    .where(limits);
}
