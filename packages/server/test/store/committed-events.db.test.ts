import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lockCursor, moveCursor } from "../../src/commands/events/event-cursor.ts";
import { FEED_START } from "../../src/store/committed-events.ts";
import { EventFeed } from "../../src/store/event-feed.ts";
import { openStore } from "../../src/store/open-store.ts";
import { describeOnDatabases, freshPostgres, type TestDatabase } from "../support/databases.ts";
import { Followed } from "../support/followed-events.ts";
import { withTables } from "../support/rows.ts";
import { recordSamples } from "../support/stored-events.ts";

describeOnDatabases("committed events", (database) => {
  test("are read in pages from where the last one ended", async () => {
    const { store } = await database.open();
    const sent = await recordSamples(store, 5);
    const read: string[][] = [];
    let position = FEED_START;
    // With Postgres a transaction of whatever database of the cluster may still keep them back.
    while (read.flat().length < sent.length) {
      const page = await store.read("readEventsAfter", { position, limit: 2 });
      if (page.events.length > 0) read.push(page.events.map(({ id }) => id));
      position = page.position;
    }
    expect(read).toEqual([sent.slice(0, 2), sent.slice(2, 4), sent.slice(4)]);
    expect(await store.read("readEventsAfter", { position, limit: 2 })).toEqual({ events: [], position });
  });

  test("are read on from where their consumer has come, whose cursor nobody else moves", async () => {
    await database.open();
    await withTables(database, async (db) => {
      expect(await lockCursor(db, "a consumer")).toBe(FEED_START);
      await moveCursor(db, "a consumer", "12.5");
      expect(await lockCursor(db, "a consumer")).toBe("12.5");
      expect(await lockCursor(db, "another")).toBe(FEED_START);
    });
  });
});

describe("committed events of several servers on postgres", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshPostgres();
  });
  afterAll(() => database.drop());

  test("are told by each server, whoever wrote them", async () => {
    const [one, other] = [await openStore(database.url), await openStore(database.url)];
    const followed = new Followed();
    const leave = await new EventFeed(one, () => {}).follow(followed.hear);
    const ids = await recordSamples(other, 3);
    expect(await followed.until(ids)).toEqual(ids);
    leave();
    await Promise.all([one.close(), other.close()]);
  });

  test("are not passed by while their transaction is under way", async () => {
    const store = await openStore(database.url);
    const followed = new Followed();
    const leave = await new EventFeed(store, () => {}).follow(followed.hear);
    const slow = new Client({ connectionString: database.url });
    await slow.connect();
    await slow.query("begin");
    const id = "00000000-0000-4000-8000-000000000001";
    await slow.query(`insert into tutti.event (id, occurred, received, event, resource_id, resource, related, payload)
      values ('${id}', 0, 0, 'slow', 'x', '{"prefect.resource.id":"x"}', '[]', '{}')`);
    const quick = await recordSamples(store, 1);
    const position = await store.read("readFeedEnd", {});
    expect(await store.read("readEventsAfter", { position, limit: 10 })).toEqual({ events: [], position });
    await slow.query("commit");
    await slow.end();
    expect(await followed.until([id, ...quick])).toEqual([id, ...quick]);
    leave();
    await store.close();
  });
});
