import { causalOrder } from "@tutti/core/automation/causal-order";
import type { Instant } from "@tutti/core/instant";
import { expressionBuilder } from "kysely";
import { eventsPassed, type CommittedEvents } from "../../store/committed-events.ts";
import type { CommittedEvent } from "../../store/rows/event-row.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import { oneOf } from "../../store/filters/condition.ts";
import { dialectOf } from "../../store/dialect.ts";
import type { Database } from "../../store/tables.ts";
import type { Tx } from "../command.ts";

const held = expressionBuilder<Database, "held_event">();

/** Events that waited too long are let go so many at a time. */
const LOST_MAX = 100;

/** The events in the order in which they happened; those that came before the one they follow are held until it comes. */
export async function inCausalOrder(tx: Tx, batch: CommittedEvents, now: Instant): Promise<readonly CommittedEvent[]> {
  const { events, position } = batch;
  const leaders = events.flatMap(({ follows }) => (follows === null ? [] : [follows]));
  // A leader within the batch counts when it stands before its followers, not for being there.
  const own = new Set(events.map(({ id }) => id));
  const passed = await eventsPassed(
    tx,
    position,
    [...new Set(leaders)].filter((id) => !own.has(id)),
  );
  const waiting = await followersOf(tx, [...own]);
  return settle(tx, causalOrder(events, waiting, passed, now), waiting);
}

/** The events whose leader has not come in a quarter of an hour. */
export async function lostEvents(tx: Tx, now: Instant): Promise<readonly CommittedEvent[]> {
  const rows = await tx.selectFrom("held_event").selectAll().orderBy("occurred").limit(LOST_MAX).execute();
  const waiting = rows.map((row) => fromJson(row.event));
  return settle(tx, causalOrder([], waiting, new Set(), now), waiting);
}

/** The held events that wait for one of these, or for one of those that wait, and so on. */
async function followersOf(tx: Tx, leaders: readonly string[]): Promise<CommittedEvent[]> {
  const found: CommittedEvent[] = [];
  for (let ids = leaders; ids.length > 0;) {
    const rows = await tx
      .selectFrom("held_event")
      .selectAll()
      .where(oneOf(dialectOf(tx), held.ref("held_event.follows"), ids))
      .execute();
    const known = new Set(found.map(({ id }) => id));
    const fresh = rows.filter(({ id }) => !known.has(id));
    found.push(...fresh.map((row) => fromJson(row.event)));
    ids = fresh.map(({ id }) => id);
  }
  return found;
}

async function settle(
  tx: Tx,
  { ready, held }: ReturnType<typeof causalOrder<CommittedEvent>>,
  waiting: readonly CommittedEvent[],
): Promise<readonly CommittedEvent[]> {
  const before = new Set(waiting.map(({ id }) => id));
  const after = new Set(held.map(({ id }) => id));
  for (const id of before) if (!after.has(id)) await tx.deleteFrom("held_event").where("id", "=", id).execute();
  for (const event of held) {
    if (before.has(event.id) || event.follows === null) continue;
    await tx
      .insertInto("held_event")
      .values({ id: event.id, follows: event.follows, occurred: event.occurred, event: toJson(event) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return ready;
}
