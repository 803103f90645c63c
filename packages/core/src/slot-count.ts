import { type Instant, secondsBetween } from "./instant.ts";
import { retryDelaySeconds } from "./retry-policy.ts";

// How many slots of a limit are taken, and how long those who find none shall wait.
//
// S1: a count is as of an instant, and every change brings it up to its own instant first: what has decayed is never
//     forgotten, however often the count is looked at.
// S2: `active` is never negative. It passes the limit only where somebody said so: by lowering the limit, or by setting
//     the count.
// S3: fractions are kept: a rate limit of 0.5 a second gives its slot back after two seconds, not after three halves.

export interface SlotCount {
  readonly limit: number;
  /** Slots that are taken. Of a limit with decay it may be a fraction: each slot frees itself bit by bit. */
  readonly active: number;
  /** Slots that were asked for in vain, of late. */
  readonly denied: number;
  /** Slots that free themselves every second; 0 for those that are held until they are released. */
  readonly decayPerSecond: number;
  /** How long a slot was held, on average, over the last releases. */
  readonly occupancySeconds: number;
  /** However long slots are held, those who wait for one ask again after so many seconds. */
  readonly waitSecondsMax: number;
  readonly asOf: Instant;
}

/** A new limit is taken to hold its slots so long. */
export const OCCUPANCY_SECONDS_INITIAL = 2;

const OCCUPANCY_SECONDS_MIN = 0.1;
/** The average is over so many releases for each slot of the limit. */
const SAMPLES_PER_SLOT = 2;
const RETRY_JITTER = 0.3;
/** Far below a slot, and above what adding and taking off fractions leaves over. */
const ROUNDING = 1e-6;

/** The count as it is now. A clock that was set back changes nothing. */
export function countAt(count: SlotCount, now: Instant): SlotCount {
  const elapsed = secondsBetween(now, count.asOf);
  if (elapsed <= 0) return count;
  return {
    ...count,
    active: remaining(count.active, count.decayPerSecond * elapsed),
    denied: remaining(count.denied, forgottenPerSecond(count) * elapsed),
    asOf: now,
  };
}

/** How many slots can be taken, in whole slots; none when the limit was lowered below what is taken. */
export function freeSlots(count: SlotCount): number {
  return Math.max(0, Math.floor(count.limit - count.active + ROUNDING));
}

/** The taken slots in whole numbers: one that has decayed in part is taken. */
export function wholeSlots(slots: number): number {
  return Math.max(0, Math.ceil(slots - ROUNDING));
}

/** The count with so many slots more: the caller has seen that they are free. */
export function withTaken(count: SlotCount, slots: number): SlotCount {
  return { ...count, active: count.active + slots };
}

/** The count with so many slots less, and what is known of how long they were held. */
export function withReleased(count: SlotCount, slots: number, occupancySeconds: number | null): SlotCount {
  const released = { ...count, active: remaining(count.active, slots) };
  if (occupancySeconds === null || count.limit === 0) return released;
  const perSlot = Math.max(occupancySeconds / slots, OCCUPANCY_SECONDS_MIN);
  const weight = 1 / (count.limit * SAMPLES_PER_SLOT);
  return { ...released, occupancySeconds: count.occupancySeconds + (perSlot - count.occupancySeconds) * weight };
}

export function withDenied(count: SlotCount, slots: number): SlotCount {
  return { ...count, denied: count.denied + slots };
}

/**
 * When somebody who asked for so many slots of these limits in vain shall ask again: when the one most asked for will
 * have served those who asked before, spread so that they do not all ask at once.
 */
export function retryAfterSeconds(counts: readonly SlotCount[], slots: number, random: () => number): number {
  const [blocking] = counts.toSorted((a, b) => queued(b, slots) - queued(a, slots));
  const delaySeconds = blocking === undefined ? 0 : waitSeconds(blocking, slots);
  return retryDelaySeconds({ delaySeconds, jitterFactor: RETRY_JITTER }, 1, random);
}

function waitSeconds(count: SlotCount, slots: number): number {
  if (count.decayPerSecond > 0) return queued(count, slots) / count.decayPerSecond;
  const perSlot = Math.min(count.occupancySeconds, count.waitSecondsMax);
  return Math.min(perSlot * queued(count, slots), count.waitSecondsMax);
}

/** What is asked for now and was of late; by slots of the limit, where slots are held. */
function queued(count: SlotCount, slots: number): number {
  const asked = slots + count.denied;
  return count.decayPerSecond > 0 ? asked : asked / Math.max(count.limit, 1);
}

function forgottenPerSecond({ decayPerSecond, occupancySeconds, waitSecondsMax }: SlotCount): number {
  if (decayPerSecond > 0) return decayPerSecond;
  return 1 / Math.max(OCCUPANCY_SECONDS_MIN, Math.min(occupancySeconds, waitSecondsMax));
}

function remaining(slots: number, less: number): number {
  const left = slots - less;
  return left > ROUNDING ? left : 0;
}
