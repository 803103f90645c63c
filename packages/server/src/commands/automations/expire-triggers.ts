import { beginsByTime, bucketFrom, expireBucket } from "@tutti/core/automation/bucket";
import { addSeconds, type Instant } from "@tutti/core/instant";
import type { EventTrigger } from "@tutti/core/wire/trigger";
import type { Deps } from "../../deps.ts";
import { eventsAfter } from "../../store/committed-events.ts";
import type { Outcome, Tx } from "../command.ts";
import { lockCursor } from "../events/event-cursor.ts";
import { isAnyEnabled } from "./any-automation.ts";
import { TRIGGERS_CURSOR, watchingAutomations, type WatchingAutomation } from "./automation-triggers.ts";
import { lostEvents } from "./held-events.ts";
import { fireEventTrigger, reactToEvent } from "./react-to-event.ts";
import { bucketsToExpire, readBucket, sweepBuckets, writeBucket } from "./trigger-buckets.ts";

/** How long a window that has ended is kept: an event may still come that belongs to it. */
const KEPT_SECONDS = 60;

/**
 * Lets proactive triggers fire whose time has passed without the events they expect. It does nothing, and answers that
 * there is more to do, while there are events the triggers have not seen: one of them may be the expected.
 */
export async function expireTriggers(
  tx: Tx,
  deps: Deps,
  params: { limit: number },
): Promise<Outcome<{ hasMore: boolean }>> {
  if (!(await isAnyEnabled(tx))) return { result: { hasMore: false } };
  const { events } = await eventsAfter(tx, await lockCursor(tx, TRIGGERS_CURSOR), 1);
  if (events.length > 0) return { result: { hasMore: true } };
  const now = deps.now();
  const automations = await watchingAutomations(tx);
  for (const event of await lostEvents(tx, now)) await reactToEvent(tx, deps, automations, event);
  let hasMore = false;
  for (const watching of automations) {
    for (const trigger of watching.triggers) {
      if (trigger.posture === "Proactive")
        hasMore = (await expire(tx, deps, watching, trigger, params.limit)) || hasMore;
    }
  }
  if (!hasMore) await sweepBuckets(tx, addSeconds(now, -KEPT_SECONDS));
  return { result: { hasMore } };
}

async function expire(
  tx: Tx,
  deps: Deps,
  { automation }: WatchingAutomation,
  trigger: EventTrigger,
  limit: number,
): Promise<boolean> {
  const now = deps.now();
  if (beginsByTime(trigger)) await begin(tx, automation.id, trigger, now);
  const ended = await bucketsToExpire(tx, trigger, now, limit);
  for (const { key, bucket } of ended) {
    const place = { automationId: automation.id, trigger, key };
    const { bucket: next, firing } = expireBucket(trigger, bucket, now);
    await writeBucket(tx, place, next);
    if (firing !== null) await fireEventTrigger(tx, deps, automation, place, firing.event);
  }
  return ended.length === limit;
}

async function begin(tx: Tx, automationId: string, trigger: EventTrigger, now: Instant): Promise<void> {
  const place = { automationId, trigger, key: [] };
  if ((await readBucket(tx, place)) === null) await writeBucket(tx, place, bucketFrom(trigger, now));
}
