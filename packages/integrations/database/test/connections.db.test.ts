import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { disconnect } from "@tutti/sdk/connection";
import { loadBlock } from "@tutti/sdk/blocks/load-block";
import { flow } from "@tutti/sdk/flow";
import { task } from "@tutti/sdk/task";
import { startTestServer, type TestServer } from "@tutti/sdk/test-server";
import type { Dialect } from "../src/connection-target.ts";
import { DatabaseCredentials } from "../src/database-credentials.ts";
import { SqlAlchemyConnector } from "../src/sqlalchemy-connector.ts";
import { DatabasesForTests, PASSWORD } from "./support/databases.ts";

const databases = new DatabasesForTests("connections");

let server: TestServer;

beforeAll(async () => {
  vi.stubEnv("TUTTI_LOGGING_LEVEL", "CRITICAL");
  server = await startTestServer();
  vi.stubEnv("TUTTI_API_URL", server.url);
  vi.stubEnv("TUTTI_HOME", server.home);
});

afterAll(async () => {
  await disconnect();
  await server.stop();
  vi.unstubAllEnvs();
});

const SERVERS: readonly Dialect[] = ["postgres", "mysql"];

test.each(SERVERS)(
  "%s: a refused sign-in, a missing database and a silent host say what to change",
  async (dialect) => {
    const cases = [
      [{ password: "wrong-canary" }, "invalid_block", /the sign-in is refused \(.*\); check username and password$/],
      [
        { database: "nowhere" },
        "invalid_block",
        dialect === "postgres" ? /there is no such database/ : /refused|no such database/,
      ],
      [{ port: 1 }, "failed_request", / at 127\.0\.0\.1:1: nobody answers \(ECONNREFUSED\); check host and port$/],
    ] as const;
    for (const [changed, code, detail] of cases) {
      const failed = await databases
        .connector(dialect, changed)
        .fetchOne("select 1")
        .catch((error: unknown) => error);
      expect(failed).toMatchObject({ code, detail: expect.stringMatching(detail) });
      expect(String(failed)).not.toContain("canary");
    }
  },
);

test("a file in a folder that is not there says so", async () => {
  const database = new SqlAlchemyConnector({ connectionInfo: `sqlite:///${databases.folder}/none/x.db` });
  await expect(database.fetchOne("select 1")).rejects.toMatchObject({
    code: "invalid_block",
    detail: expect.stringContaining("there is no such database"),
  });
});

test("a database in memory lasts until it is closed", async () => {
  const database = new DatabaseCredentials({ url: "sqlite://" }).connector();
  await database.execute("create table t (flag int, at text, bytes blob)");
  const values = { flag: true, at: new Date(0), bytes: Buffer.from("b") };
  await database.execute("insert into t values (:flag, :at, :bytes)", values);
  expect(await database.fetchOne("select * from t")).toEqual({
    flag: 1,
    at: "1970-01-01 00:00:00.000",
    bytes: Buffer.from("b"),
  });
  await expect(database.execute("insert into t (at) values (:at)", { at: ["x"] })).rejects.toThrow("JSON.stringify");
  await database.close();
  await expect(database.fetchOne("select * from t")).rejects.toThrow("no such table");
  await database.close();
});

const OPEN = `select count(*) as count from pg_stat_activity
  where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`;

test("connections are closed with the flow run, and a block that is used again connects anew", async () => {
  const admin = databases.connector("postgres");
  await databases.connector("postgres").save("closed");
  const count = task(async function count() {
    const database = await SqlAlchemyConnector.load("closed");
    return database.fetchOne("select 2 as count");
  });
  const run = flow(async function counting() {
    const first = await count();
    return { first, open: await admin.fetchAll(OPEN) };
  });
  for (let at = 0; at < 2; at++) {
    expect(await run()).toEqual({ first: { count: 2 }, open: [{ count: 1 }] });
    // The run does not wait for the server to see it.
    await vi.waitUntil(async () => (await admin.fetchOne(OPEN))?.["count"] === 0, { timeout: 120_000 });
    await admin.resetConnections();
  }
});

test("a flow that ends leaves the connections to those that go on with them", async () => {
  const database = databases.connector("postgres");
  await database.execute("create table counted as select n from generate_series(1, 300) as n");
  await database.close();
  const numbers = "select n from counted order by n";
  const [opened, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = flow(async function first() {
    await database.fetchOne("select 1 as one");
    opened.resolve();
    await end.promise;
  });
  const around = flow(async function around() {
    const inner = first();
    await opened.promise;
    const begun = await database.fetchMany(numbers);
    end.resolve();
    await inner;
    return [...begun, ...(await database.fetchMany(numbers))];
  });
  expect(await around()).toEqual([1, 2, 3, 4].map((n) => ({ n })));
});

/** Ends the connections of the others, as a server does that starts again. */
async function endConnections(): Promise<void> {
  const all = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()";
  await using other = databases.connector("postgres");
  await other.execute(`${all} and pid <> pg_backend_pid()`);
}

/** What the driver says, as it reads of the end before it writes, or after. */
const LOST = /terminat|queryable|EPIPE|ECONNRESET/;

test("a connection that is lost between two readings fails the next, and nothing else", async () => {
  const database = databases.connector("postgres");
  const numbers = "select n from generate_series(1, 500) as n";
  await database.fetchMany(numbers);
  await endConnections();
  await expect(database.fetchMany(numbers, {}, 200)).rejects.toThrow(LOST);
  expect(await database.fetchMany(numbers)).toEqual([{ n: 1 }, { n: 2 }]);
  await endConnections();
  await database.close();
});

test("a connection that is lost within a transaction fails it, and nothing else", async () => {
  const database = databases.connector("postgres");
  const broken = database.transaction(async () => {
    await endConnections();
    await setTimeout(500);
    await database.execute("select 1");
  });
  await expect(broken).rejects.toThrow(LOST);
  expect(await database.fetchOne("select 1 as one")).toEqual({ one: 1 });
});

test("a transaction that Postgres undoes, as a statement failed that its work forgave, is not told as kept", async () => {
  const database = databases.connector("postgres");
  await database.execute("create table undone (n int primary key)");
  const forgiving = database.transaction(async () => {
    await database.execute("insert into undone values (1)");
    await database.execute("insert into undone values (1)").catch(() => undefined);
  });
  await expect(forgiving).rejects.toThrow("undone, as a statement of it has failed");
  expect(await database.fetchAll("select n from undone")).toEqual([]);
});

test("blocks are saved and loaded with their secrets, which are shown nowhere", async () => {
  const connector = databases.connector("mysql");
  await connector.save("trips");
  const loaded = await loadBlock<SqlAlchemyConnector>("sqlalchemy-connector/trips");
  expect(loaded).toBeInstanceOf(SqlAlchemyConnector);
  expect(loaded.connectionInfo).toEqual(connector.connectionInfo);
  expect(JSON.stringify(loaded)).not.toContain(PASSWORD);
  const headers = { "content-type": "application/json" };
  const listed = await fetch(`${server.url}/block_documents/filter`, { method: "POST", body: "{}", headers });
  const text = await listed.text();
  expect(text).toContain("127.0.0.1");
  expect(text).not.toContain(PASSWORD);
  await new DatabaseCredentials({ driver: "mysql", host: "db", port: "3306", password: PASSWORD }).save("older");
  const older = await loadBlock<DatabaseCredentials>("database-credentials/older");
  expect(older.connector().connectionInfo).toMatchObject({ driver: "mysql", host: "db", port: 3306 });
});
