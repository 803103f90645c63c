import type { Deps } from "../../deps.ts";
import { eventsAfter } from "../../store/committed-events.ts";
import type { Tx } from "../command.ts";
import { lockCursor, moveCursor } from "../events/event-cursor.ts";
import { TRIGGERS_CURSOR, watchingAutomations, type WatchingAutomation } from "./automation-triggers.ts";
import { inCausalOrder } from "./held-events.ts";
import { reactToEvent } from "./react-to-event.ts";

/** How often a trigger looks at an event in one transaction: whoever deletes an automation waits for its end. */
const LOOKS_MAX = 1000;

/**
 * Shows the triggers the events that were committed since the last time, at most so many, and answers whether there may be
 * more. What they count and what they ask for is committed with how far they have come, so each event counts once,
 * whichever server looks and whenever it stops.
 */
export async function showEvents(tx: Tx, deps: Deps, limit: number): Promise<boolean> {
  const position = await lockCursor(tx, TRIGGERS_CURSOR);
  const whole = await eventsAfter(tx, position, limit);
  if (whole.events.length === 0) return false;
  // Read after the events: an automation that was there before one of them is among these.
  const automations = await watchingAutomations(tx);
  const turn = Math.min(limit, eventsOfTurn(automations));
  const batch = whole.events.length > turn ? await eventsAfter(tx, position, turn) : whole;
  for (const event of await inCausalOrder(tx, batch, deps.now())) await reactToEvent(tx, deps, automations, event);
  await moveCursor(tx, TRIGGERS_CURSOR, batch.position);
  return batch.events.length === turn;
}

function eventsOfTurn(automations: readonly WatchingAutomation[]): number {
  const triggers = automations.reduce((count, watching) => count + watching.triggers.length, 0);
  return Math.ceil(LOOKS_MAX / Math.max(1, triggers));
}
