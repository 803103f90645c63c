import type { Deps } from "../deps.ts";
import { eventsAfter } from "../store/committed-events.ts";
import { TRIGGERS_CURSOR, watchingAutomations } from "./automation-triggers.ts";
import type { Tx } from "./command.ts";
import { lockCursor, moveCursor } from "./event-cursor.ts";
import { inCausalOrder } from "./held-events.ts";
import { reactToEvent } from "./react-to-event.ts";

/**
 * Shows the triggers the events that were committed since the last time, at most so many, and answers whether there may be
 * more. What they count and what they ask for is committed with how far they have come, so each event counts once,
 * whichever server looks and whenever it stops.
 */
export async function showEvents(tx: Tx, deps: Deps, limit: number): Promise<boolean> {
  const batch = await eventsAfter(tx, await lockCursor(tx, TRIGGERS_CURSOR), limit);
  if (batch.events.length === 0) return false;
  const automations = await watchingAutomations(tx);
  for (const event of await inCausalOrder(tx, batch, deps.now())) await reactToEvent(tx, deps, automations, event);
  await moveCursor(tx, TRIGGERS_CURSOR, batch.position);
  return batch.events.length === limit;
}
