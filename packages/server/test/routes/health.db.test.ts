import { copyFile, rename, rm } from "node:fs/promises";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { freshSqlite, type TestDatabase } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";
import { testDeps } from "../support/test-clock.ts";

let database: TestDatabase;
let store: Store;

beforeEach(async () => {
  database = await freshSqlite();
  store = await openStore(database.url);
});

afterEach(async () => {
  await store.close();
  await database.drop();
});

const path = () => database.url.slice("sqlite:///".length);
const away = () => `${path()}-away`;

test.each([
  ["deleted", async () => undefined],
  ["replaced", () => copyFile(away(), path())],
])("a server whose database was %s is not ready until it is back, and its log says why", async (_what, then) => {
  const lines: string[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  const client = new RouteClient(store, testDeps(), logger);
  const ready = { status: 200, body: { message: "OK" } };
  expect(await client.ask("GET", "/ready")).toEqual(ready);
  expect(lines).toEqual([]);
  await rename(path(), away());
  await then();
  expect(await client.ask("GET", "/ready")).toEqual({ status: 503, body: { message: "Database is not available" } });
  expect(lines.map((line) => line.includes(`${path()} was deleted or replaced while the server used it`))).toEqual([
    true,
  ]);
  await rm(path(), { force: true });
  await rename(away(), path());
  expect(await client.ask("GET", "/ready")).toEqual(ready);
});
