import { addSeconds, type Instant } from "../instant.ts";
import type { EventTrigger } from "../wire/trigger.ts";
import { expects, startsAfter } from "./event-match.ts";
import type { TriggerEvent } from "./trigger-event.ts";

// A bucket counts the events of one trigger, for one key of its `for_each`, from `start` to before `end`.
//
// B1: there is at most one bucket for a trigger and key. B2: a reactive trigger fires as soon as its threshold is met,
// and then not again before its window has ended. B3: a proactive trigger fires when its window has ended with fewer
// events than its threshold. B4: an event from before the bucket's start changes nothing.

export interface Bucket<E extends TriggerEvent> {
  readonly start: Instant;
  readonly end: Instant;
  readonly count: number;
  /** The last event that began or filled it; null for one that began with time alone. */
  readonly lastEvent: E | null;
}

/** What became of a bucket (null: there is none any more), and the event it fires for when it does. */
export interface Evaluation<E extends TriggerEvent> {
  readonly bucket: Bucket<E> | null;
  readonly firing: { readonly event: E | null } | null;
}

/** How far back a first bucket reaches, so that events that come in the wrong order still count. */
export const LOOKBACK_SECONDS = 900;

/** Counts an event that the trigger covers. */
export function countEvent<E extends TriggerEvent>(
  trigger: EventTrigger,
  bucket: Bucket<E> | null,
  event: E,
): Evaluation<E> {
  const begun = begin(trigger, bucket, event);
  if (begun === null || !expects(trigger, event.event)) return { bucket: begun, firing: null };
  return spend(trigger, begun, event);
}

/** Looks at a bucket of a proactive trigger when time has passed. One that has its events ends without a firing. */
export function expireBucket<E extends TriggerEvent>(
  trigger: EventTrigger,
  bucket: Bucket<E>,
  now: Instant,
): Evaluation<E> {
  if (now < bucket.end) return { bucket, firing: null };
  if (bucket.count >= trigger.threshold) {
    return { bucket: beginsByTime(trigger) ? next(trigger, bucket, now, 0) : null, firing: null };
  }
  return { bucket: next(trigger, bucket, now, 0), firing: { event: bucket.lastEvent } };
}

/** Whether the trigger waits from the beginning, with no event to begin it. */
export function beginsByTime(trigger: EventTrigger): boolean {
  return trigger.posture === "Proactive" && trigger.for_each.length === 0 && trigger.after.length === 0;
}

export function bucketFrom<E extends TriggerEvent>(trigger: EventTrigger, now: Instant): Bucket<E> {
  return { start: now, end: addSeconds(now, trigger.within), count: 0, lastEvent: null };
}

/** The bucket after the event has begun one, if it does. */
function begin<E extends TriggerEvent>(trigger: EventTrigger, bucket: Bucket<E> | null, event: E): Bucket<E> | null {
  const isStart = startsAfter(trigger, event.event);
  if (!isStart && trigger.after.length > 0) return bucket;
  if (bucket !== null) return { ...bucket, lastEvent: event };
  const end = addSeconds(event.occurred, trigger.within);
  // An event that both begins and counts is not counted for itself, but for the one before it.
  if (isStart) return { start: event.occurred, end, count: expects(trigger, event.event) ? -1 : 0, lastEvent: event };
  return { start: addSeconds(event.occurred, -LOOKBACK_SECONDS), end, count: 0, lastEvent: event };
}

function spend<E extends TriggerEvent>(trigger: EventTrigger, bucket: Bucket<E>, event: E): Evaluation<E> {
  const at = event.occurred;
  if (at < bucket.start) return { bucket, firing: null };
  const isImmediate = trigger.posture === "Reactive" && trigger.within === 0;
  const isIn = isImmediate || at < bucket.end;
  const filled = isIn ? { ...bucket, count: bucket.count + 1, lastEvent: event } : bucket;
  return trigger.posture === "Reactive" ? react(trigger, filled, event, isIn) : wait(trigger, filled, event, isIn);
}

function react<E extends TriggerEvent>(
  trigger: EventTrigger,
  bucket: Bucket<E>,
  event: E,
  isSpent: boolean,
): Evaluation<E> {
  const at = event.occurred;
  if (bucket.count >= trigger.threshold) return { bucket: next(trigger, bucket, at, 0), firing: { event } };
  if (isSpent && (at < bucket.end || trigger.within === 0)) return { bucket, firing: null };
  const following = next(trigger, bucket, at, 0);
  return following === null ? { bucket: null, firing: null } : spend(trigger, following, event);
}

function wait<E extends TriggerEvent>(
  trigger: EventTrigger,
  bucket: Bucket<E>,
  event: E,
  isSpent: boolean,
): Evaluation<E> {
  const isMet = bucket.count >= trigger.threshold;
  if (isSpent) {
    // A heartbeat that was waited for begins the wait for the next one.
    const beginsAgain = isMet && startsAfter(trigger, event.event);
    return {
      bucket: beginsAgain ? { ...bucketFrom(trigger, event.occurred), lastEvent: event } : bucket,
      firing: null,
    };
  }
  const firing = isMet ? null : { event };
  return { bucket: next(trigger, bucket, event.occurred, 1), firing };
}

/** The bucket of the window that follows; none where an event has to begin it, or there are no windows. */
function next<E extends TriggerEvent>(
  trigger: EventTrigger,
  bucket: Bucket<E>,
  now: Instant,
  count: number,
): Bucket<E> | null {
  if (trigger.after.length > 0 || trigger.within === 0) return null;
  return { ...bucketFrom(trigger, now > bucket.end ? now : bucket.end), count };
}
