import type { Log } from "@tutti/core/wire/log";
import { logCreate } from "@tutti/core/wire/log";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LogFeed } from "../../src/store/log-feed.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { describeOnDatabases, freshPostgres, type TestDatabase } from "../support/databases.ts";
import { withTables } from "../support/rows.ts";

function feedOf(store: Store): LogFeed {
  return new LogFeed(store, (error) => {
    throw error;
  });
}

/** The messages that a follower has heard. */
class Heard {
  readonly messages: string[] = [];
  #onHeard: () => void = () => {};

  readonly hear = (logs: readonly Log[]): void => {
    this.messages.push(...logs.map(({ message }) => message));
    this.#onHeard();
  };

  async until(last: string): Promise<string[]> {
    while (!this.messages.includes(last)) {
      await new Promise<void>((resolve) => {
        this.#onHeard = resolve;
      });
    }
    return this.messages;
  }
}

async function say(store: Store, ...messages: string[]): Promise<void> {
  const timestamp = "2026-11-22T10:00:00Z";
  const logs = messages.map((message) => logCreate.parse({ name: "test", level: 20, message, timestamp }));
  await store.command("createLogs", { logs });
}

describeOnDatabases("the feed of committed logs", (database) => {
  test("tells what is kept after one follows, in order and each once", async () => {
    const store = await database.openReal();
    await say(store, "before");
    const heard = new Heard();
    const leave = await feedOf(store).follow(heard.hear);
    const many = Array.from({ length: 600 }, (_, n) => `many ${n}`);
    await say(store, "first", "second");
    await say(store, ...many);
    await say(store, "last");
    // With Postgres what was kept a moment before may be told as well.
    expect((await heard.until("last")).filter((message) => message !== "before")).toEqual([
      "first",
      "second",
      ...many,
      "last",
    ]);
    leave();
  });
});

describe("committed logs of several servers on postgres", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshPostgres();
  });
  afterAll(() => database.drop());

  test("are told by each server, whoever keeps them", async () => {
    const [here, there] = [await openStore(database.url), await openStore(database.url)];
    const heard = new Heard();
    const leave = await feedOf(here).follow(heard.hear);
    await say(there, "from there");
    await say(here, "from here");
    expect(await heard.until("from here")).toEqual(["from there", "from here"]);
    leave();
    await Promise.all([here.close(), there.close()]);
  });

  test("that come from another cluster are not told again", async () => {
    const store = await openStore(database.url);
    await say(store, "restored");
    await withTables({ kind: "postgres", url: () => database.url }, async (db) => {
      await sql`update log set xid = (xid::text::numeric + 1000000000000)::text::xid8`.execute(db);
    });
    await store.close();
    const settled = await openStore(database.url);
    const position = await settled.read("readFeedEnd", {});
    expect(await settled.read("readLogsAfter", { position, limit: 10 })).toEqual({ items: [], position });
    const all = await settled.read("readLogsAfter", { position: "0", limit: 10 });
    expect(all.items.map(({ message }) => message)).toContain("restored");
    await settled.close();
  });
});
