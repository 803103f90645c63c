import { expect, test } from "vitest";
import { databaseUrlOf } from "../../src/settings/database-url.ts";

const NOTHING = { driver: null, host: null, port: null, user: null, name: null, password: null };
const postgres = { ...NOTHING, driver: "postgresql+asyncpg", host: "db", name: "prefect" };

test.each([
  ["nothing", NOTHING, null],
  ["a driver alone", { ...NOTHING, driver: "postgresql+asyncpg" }, null],
  ["no host", { ...postgres, host: null }, null],
  ["a host", postgres, "postgres://db/prefect"],
  ["a port", { ...postgres, port: 5433 }, "postgres://db:5433/prefect"],
  ["a user", { ...postgres, user: "me" }, "postgres://me@db/prefect"],
  ["a password", { ...postgres, user: "me", password: "p@ss/word" }, "postgres://me:p%40ss%2Fword@db/prefect"],
  ["SQLite's file", { ...NOTHING, driver: "sqlite+aiosqlite", name: "/data/x.db" }, "sqlite:////data/x.db"],
])("%s", (_which, parts, url) => {
  expect(databaseUrlOf(parts)).toBe(url);
});
