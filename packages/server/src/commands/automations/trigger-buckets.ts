import type { Bucket } from "@tutti/core/automation/bucket";
import type { Instant } from "@tutti/core/instant";
import type { EventTrigger } from "@tutti/core/wire/trigger";
import type { CommittedEvent } from "../../store/rows/event-row.ts";
import { asJson, fromJson, toJson, toJsonOrNull } from "../../store/rows/json-column.ts";
import { indexKey } from "../../store/search-key.ts";
import type { AutomationBucketTable } from "../../store/tables/automation-tables.ts";
import type { Tx } from "../command.ts";

/** Which bucket: a trigger has one for each key. */
export interface BucketPlace {
  readonly automationId: string;
  readonly trigger: EventTrigger;
  readonly key: readonly string[];
}

export type EventBucket = Bucket<CommittedEvent>;

export async function readBucket(tx: Tx, { trigger, key }: BucketPlace): Promise<EventBucket | null> {
  const row = await tx
    .selectFrom("automation_bucket")
    .selectAll()
    .where("trigger_id", "=", trigger.id)
    .where("key", "=", keyColumns(key).key)
    .executeTakeFirst();
  return row === undefined ? null : bucketFromRow(row);
}

export function bucketFromRow(row: AutomationBucketTable): EventBucket {
  const { start, end, count, last_event } = row;
  return { start, end, count, lastEvent: last_event === null ? null : fromJson(last_event) };
}

/** Writes what became of the bucket. */
export async function writeBucket(tx: Tx, place: BucketPlace, bucket: EventBucket | null): Promise<void> {
  const at = { trigger_id: place.trigger.id, ...keyColumns(place.key) };
  if (bucket === null) {
    await tx
      .deleteFrom("automation_bucket")
      .where("trigger_id", "=", at.trigger_id)
      .where("key", "=", at.key)
      .execute();
    return;
  }
  const { start, end, count, lastEvent } = bucket;
  const values = { start, end, count, last_event: toJsonOrNull(lastEvent) };
  await tx
    .insertInto("automation_bucket")
    .values({ ...at, automation_id: place.automationId, ...values })
    .onConflict((conflict) => conflict.columns(["trigger_id", "key"]).doUpdateSet(values))
    .execute();
}

/** The trigger's buckets that have ended, the oldest first. */
export async function bucketsToExpire(
  tx: Tx,
  trigger: EventTrigger,
  now: Instant,
  limit: number,
): Promise<{ key: string[]; bucket: EventBucket }[]> {
  const rows = await tx
    .selectFrom("automation_bucket")
    .selectAll()
    .where("trigger_id", "=", trigger.id)
    .where("end", "<=", now)
    .orderBy("end")
    .orderBy("key")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ key: keyOf(row), bucket: bucketFromRow(row) }));
}

function keyColumns(values: readonly string[]): Pick<AutomationBucketTable, "key" | "long_key"> {
  const whole = toJson([...values]);
  const key = indexKey(whole);
  return { key, long_key: key === whole ? null : whole };
}

function keyOf({ key, long_key }: AutomationBucketTable): string[] {
  return fromJson(long_key ?? asJson<string[]>(key));
}

/** Forgets the buckets that ended before the time: their windows are past, and nobody asks for them. */
export async function sweepBuckets(tx: Tx, endedBefore: Instant): Promise<void> {
  await tx.deleteFrom("automation_bucket").where("end", "<=", endedBefore).execute();
}
