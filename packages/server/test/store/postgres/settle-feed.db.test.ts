import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockCursor, moveCursor } from "../../../src/commands/events/event-cursor.ts";
import { FEED_START, type EventPosition } from "../../../src/store/committed-events.ts";
import { openStore } from "../../../src/store/open-store.ts";
import type { Store } from "../../../src/store/store.ts";
import { freshPostgres, type TestDatabase } from "../../support/databases.ts";
import { withTables } from "../../support/rows.ts";
import { recordSamples } from "../../support/stored-events.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshPostgres();
});
afterAll(() => database.drop());

/** So many events after the position, once they are there, and where that leads. */
async function read(store: Store, from: EventPosition, count: number) {
  const ids: string[] = [];
  let position = from;
  while (ids.length < count) {
    const page = await store.read("readEventsAfter", { position, limit: 1 });
    ids.push(...page.events.map(({ id }) => id));
    position = page.position;
  }
  return { ids, position };
}

const tables = () => ({ kind: "postgres" as const, url: () => database.url });

test("in another cluster, whose transactions count anew, readers go on where they were", async () => {
  const before = await openStore(database.url);
  const old = await recordSamples(before, 5);
  const { ids, position } = await read(before, FEED_START, 3);
  expect(ids).toEqual(old.slice(0, 3));
  await withTables(tables(), (db) => lockCursor(db, "reader").then(() => moveCursor(db, "reader", position)));
  await before.close();

  // As they come from a cluster that is far ahead of this one.
  const [xid = "", seq = ""] = position.split(".");
  const ahead = 10n ** 12n;
  await withTables(tables(), async (db) => {
    await sql`update event set xid = (xid::text::numeric + ${String(ahead)}::numeric)::text::xid8`.execute(db);
    await moveCursor(db, "reader", `${BigInt(xid) + ahead}.${seq}`);
  });

  const after = await openStore(database.url);
  const young = await recordSamples(after, 2);
  const settled: EventPosition[] = [];
  await withTables(tables(), async (db) => {
    settled.push(await lockCursor(db, "reader"));
  });
  expect((await read(after, settled[0] ?? "", 4)).ids).toEqual([...old.slice(3), ...young]);
  expect((await read(after, FEED_START, 7)).ids).toEqual([...old, ...young]);
  await after.close();
});
