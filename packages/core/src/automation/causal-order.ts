import { secondsBetween, type Instant } from "../instant.ts";
import { LOOKBACK_SECONDS } from "./bucket.ts";
import type { TriggerEvent } from "./trigger-event.ts";

/** An event that may say which one happened before it. */
export interface FollowingEvent extends TriggerEvent {
  readonly follows: string | null;
}

export interface CausalOrder<E extends FollowingEvent> {
  /** In the order in which they happened, as far as they say. */
  readonly ready: readonly E[];
  /** Those whose leader has not come yet. */
  readonly held: readonly E[];
}

/**
 * Puts events behind those they follow. `seen` are the leaders dealt with earlier, `held` the events that wait for one.
 * An event waits a quarter of an hour, by when it happened; then it goes on without its leader.
 */
export function causalOrder<E extends FollowingEvent>(
  events: readonly E[],
  held: readonly E[],
  seen: ReadonlySet<string>,
  now: Instant,
): CausalOrder<E> {
  const done = new Set(seen);
  const waiting = new Map<string, E[]>();
  for (const event of held) wait(waiting, event);
  const ready: E[] = [];
  for (const event of events) {
    if (event.follows === null || done.has(event.follows) || isLost(event, now)) release(event, ready, done, waiting);
    else wait(waiting, event);
  }
  for (const event of [...waiting.values()].flat()) {
    if (isLost(event, now) && !done.has(event.id)) release(event, ready, done, waiting);
  }
  return { ready, held: [...waiting.values()].flat().filter(({ id }) => !done.has(id)) };
}

/** Whether an event has waited for its leader long enough. */
function isLost(event: FollowingEvent, now: Instant): boolean {
  return secondsBetween(now, event.occurred) > LOOKBACK_SECONDS;
}

function wait<E extends FollowingEvent>(waiting: Map<string, E[]>, event: E): void {
  const leader = event.follows ?? "";
  waiting.set(leader, [...(waiting.get(leader) ?? []), event]);
}

/** The event, and after it those that waited for it, and for those. */
function release<E extends FollowingEvent>(event: E, ready: E[], done: Set<string>, waiting: Map<string, E[]>): void {
  const next = [event];
  for (let current = next.shift(); current !== undefined; current = next.shift()) {
    if (done.has(current.id)) continue;
    ready.push(current);
    done.add(current.id);
    const followers = waiting.get(current.id) ?? [];
    waiting.delete(current.id);
    next.push(...followers.toSorted((a, b) => a.occurred - b.occurred));
  }
}
