import { FEED_START, type EventPosition } from "../../store/committed-events.ts";
import { waitInTurn } from "../../store/dialect.ts";
import type { Tx } from "../command.ts";

// How far a consumer of the events has come. It is moved in the transaction that does what the events ask for, so that
// each event counts once, whenever the server stops.

/** Where the consumer goes on reading, locked until the transaction ends: servers of one database take turns. */
export async function lockCursor(tx: Tx, consumer: string): Promise<EventPosition> {
  const row = { consumer, position: FEED_START };
  await Promise.all([
    waitInTurn(tx),
    tx
      .insertInto("event_cursor")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  ]);
  const { position } = await tx
    .selectFrom("event_cursor")
    .select("position")
    .where("consumer", "=", consumer)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return position;
}

export async function moveCursor(tx: Tx, consumer: string, position: EventPosition): Promise<void> {
  await tx.updateTable("event_cursor").set({ position }).where("consumer", "=", consumer).execute();
}
