import type { Deps } from "../deps.ts";
import { eventsAfter } from "../store/committed-events.ts";
import { isAnyEnabled, TRIGGERS_CURSOR, watchingAutomations } from "./automation-triggers.ts";
import type { Outcome, Tx } from "./command.ts";
import { lockCursor, moveCursor } from "./event-cursor.ts";
import { inCausalOrder } from "./held-events.ts";
import { reactToEvent } from "./react-to-event.ts";

export interface Advance {
  /** Whether any automation is enabled. */
  readonly isWatching: boolean;
  /** Whether there may be more events to look at. */
  readonly hasMore: boolean;
}

/**
 * Shows the triggers the events that were committed since the last time, at most so many. What they count and what they
 * ask for is committed with how far they have come, so each event counts once, whichever server looks and whenever it
 * stops.
 */
export async function advanceTriggers(tx: Tx, deps: Deps, params: { limit: number }): Promise<Outcome<Advance>> {
  if (!(await isAnyEnabled(tx))) return { result: { isWatching: false, hasMore: false } };
  const batch = await eventsAfter(tx, await lockCursor(tx, TRIGGERS_CURSOR), params.limit);
  if (batch.events.length === 0) return { result: { isWatching: true, hasMore: false } };
  const automations = await watchingAutomations(tx);
  for (const event of await inCausalOrder(tx, batch, deps.now())) await reactToEvent(tx, deps, automations, event);
  await moveCursor(tx, TRIGGERS_CURSOR, batch.position);
  return { result: { isWatching: true, hasMore: batch.events.length === params.limit } };
}
