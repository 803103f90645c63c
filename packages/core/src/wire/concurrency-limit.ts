import { z } from "zod";
import {
  integerBetween,
  numberAbove,
  number,
  numberBetween,
  objectName,
  orDefault,
  pageLimit,
  pageOffset,
  stored,
  uuid,
} from "./primitives.ts";

const count = integerBetween(0, Number.MAX_SAFE_INTEGER);
const rate = numberBetween(0, Number.MAX_VALUE);

/** A limit as the request that makes it is answered. */
export const concurrencyLimit = z.object({
  ...stored,
  active: z.boolean(),
  name: z.string(),
  limit: z.int(),
  active_slots: z.int(),
  denied_slots: z.int(),
  slot_decay_per_second: number,
  avg_slot_occupancy_seconds: number,
});
export type ConcurrencyLimit = z.infer<typeof concurrencyLimit>;

/** A limit as it is read: its slots are those taken now, what has decayed taken off. */
export const globalConcurrencyLimit = concurrencyLimit.omit({ denied_slots: true, avg_slot_occupancy_seconds: true });
export type GlobalConcurrencyLimit = z.infer<typeof globalConcurrencyLimit>;

export const concurrencyLimitCreate = z.strictObject({
  active: z.boolean().default(true),
  name: objectName,
  limit: count,
  active_slots: count.default(0),
  denied_slots: count.default(0),
  slot_decay_per_second: rate.default(0),
});
export type ConcurrencyLimitCreate = z.output<typeof concurrencyLimitCreate>;

export const concurrencyLimitUpdate = z.strictObject({
  active: z.boolean().nullish(),
  name: objectName.nullish(),
  limit: count.nullish(),
  active_slots: count.nullish(),
  denied_slots: count.nullish(),
  slot_decay_per_second: rate.nullish(),
});
export type ConcurrencyLimitUpdate = z.output<typeof concurrencyLimitUpdate>;

export const concurrencyLimitsFilterBody = z.object({ limit: pageLimit, offset: pageOffset });

const slots = integerBetween(1, Number.MAX_SAFE_INTEGER);
const names = z.array(z.string());
const mode = orDefault(z.enum(["concurrency", "rate_limit"]), "concurrency" as const);
/** A day at most. */
const leaseDuration = orDefault(numberBetween(60, 86_400), 300);
const isDeprecated = z.boolean().nullish();

/** Who takes slots: told to whoever asks who holds them. */
export const leaseHolder = z.strictObject({ type: z.enum(["flow_run", "task_run", "deployment"]), id: uuid });
export type LeaseHolder = z.output<typeof leaseHolder>;

export const incrementBody = z.object({ slots, names, mode, create_if_missing: isDeprecated });
/** The id that a lease on slots is to have: a request for it that is sent again, or comes late, takes no more of them. */
export const SLOT_LEASE_HEADER = "x-tutti-slot-lease";

export const incrementWithLeaseBody = z.object({
  slots,
  names,
  mode,
  lease_duration: leaseDuration,
  holder: orDefault(leaseHolder, null),
});
export const decrementBody = z.object({
  slots,
  names,
  occupancy_seconds: numberAbove(0).nullish(),
  create_if_missing: isDeprecated,
});
export const decrementWithLeaseBody = z.object({ lease_id: uuid });
export const renewLeaseBody = z.object({ lease_duration: leaseDuration });

/** A limit as those who take its slots see it. */
export const takenLimit = z.object({ id: uuid, name: z.string(), limit: z.int() });
export type TakenLimit = z.infer<typeof takenLimit>;

export const leasedLimits = z.object({ lease_id: uuid, limits: z.array(takenLimit) });

/** A limit of the first kind: of a tag, with the task runs that hold its slots. */
export const tagLimit = z.object({
  ...stored,
  tag: z.string(),
  concurrency_limit: z.int(),
  active_slots: z.array(uuid),
});
export type TagLimit = z.infer<typeof tagLimit>;

export const tagLimitCreate = z.strictObject({
  tag: z.string(),
  concurrency_limit: integerBetween(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
});
export type TagLimitCreate = z.output<typeof tagLimitCreate>;

export const tagLimitResetBody = z.object({ slot_override: orDefault(z.array(uuid), null) });

/** The tags whose slots a task run takes or gives back. */
export const tagSlotsBody = z.object({ names: z.array(z.string()), task_run_id: uuid });
