import { randomUUID } from "node:crypto";
import { blockTypeCreate } from "@tutti/core/wire/block-type";
import { instant } from "@tutti/core/instant";
import { sql } from "kysely";
import { Client } from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { openStore } from "../../../src/store/open-store.ts";
import { postgresFailure } from "../../../src/store/postgres/postgres-failure.ts";
import { Transactions } from "../../../src/store/postgres/transactions.ts";
import type { Store } from "../../../src/store/store.ts";
import { freshPostgres, type TestDatabase } from "../../support/databases.ts";
import { flowRequest, newFlowRun, proposeState, taskRunRequest } from "../../support/requests.ts";
import { taskRunRecord } from "../../support/task-run-event.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";

let database: TestDatabase;
let store: Store;

beforeEach(async () => {
  database = await freshPostgres();
  store = await openStore(database.url);
});

afterEach(async () => {
  await store.close();
  await database.drop();
});

async function administer(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

test("a lost connection is answered unavailable, and the next command finds another", async () => {
  const lockFlows = new Client({ connectionString: database.url });
  await lockFlows.connect();
  await lockFlows.query("begin; lock table tutti.flow in access exclusive mode");
  const waiting = store.command("createFlow", flowRequest({ name: "f" }));
  await waitForLock(lockFlows);
  const [outcome] = await Promise.allSettled([
    waiting,
    lockFlows.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    ),
  ]);
  expect(outcome).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
  await lockFlows.query("rollback");
  await lockFlows.end();
  expect((await store.command("createFlow", flowRequest({ name: "f" }))).created).toBe(true);
});

test("what is deleted while it is changed is not found", async () => {
  const { id } = await store.command("createBlockType", blockTypeCreate.parse({ name: "T", slug: "t" }));
  const deleting = new Client({ connectionString: database.url });
  await deleting.connect();
  await deleting.query("begin");
  await deleting.query("delete from tutti.block_type where id = $1", [id]);
  const changing = store.command("updateBlockType", { id, changes: { description: "d" } });
  await waitForLock(deleting);
  const [outcome] = await Promise.allSettled([changing, deleting.query("commit")]);
  expect(outcome).toMatchObject({ status: "rejected", reason: { code: "not_found" } });
  await deleting.end();
});

test("of statements that are under way together the one that failed tells why, not those that failed with it", async () => {
  const transactions = new Transactions(database.url);
  const failing = transactions.run("write", async (tx) => {
    const text = sql`select ${"a\0b"}::text`.execute(tx);
    // Heard of later than the next: it goes through more hands.
    const throughHands = text.catch((error: unknown) => Promise.reject(error)).finally(() => undefined);
    await Promise.all([throughHands, sql`select 1`.execute(tx)]);
  });
  await expect(failing).rejects.toMatchObject({ code: "22021" });
  await transactions.close();
});

test.each([
  ["where nobody listens", () => "postgresql://tutti:hush@127.0.0.1:1/none", "127.0.0.1:1/none (connect ECONNREFUSED"],
  ["that is not there", () => `${inject("postgresUrl")}/none`, '/none (database "none" does not exist)'],
  [
    "whose user has another password",
    () => `${inject("postgresUrl").replace(/:[^:@/]*@/, ":hush@")}/postgres`,
    "/postgres (password authentication failed",
  ],
])("a database %s cannot be opened, which is told at once and without the password", async (_what, url, reason) => {
  const failure = await openStore(url()).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "unopened_database", detail: expect.stringContaining(reason) });
  expect(String(failure)).not.toContain("hush");
});

test("a read-only database answers disk_full to writes and goes on when it can be written again", async () => {
  await store.close();
  const name = database.url.slice(database.url.lastIndexOf("/") + 1);
  await administer(`alter database ${name} set default_transaction_read_only = on`);
  // The schema is up to date, and still a start writes nothing it need not.
  store = await openStore(database.url);
  await expect(store.command("createFlow", flowRequest({ name: "f" }))).rejects.toMatchObject({ code: "disk_full" });
  await store.close();
  await administer(
    "set default_transaction_read_only = off",
    `alter database ${name} reset default_transaction_read_only`,
  );
  store = await openStore(database.url);
  expect((await store.command("createFlow", flowRequest({ name: "f" }))).created).toBe(true);
});

test("a database that refuses all changes is left for the one that its address leads to next, without a restart", async () => {
  const name = database.url.slice(database.url.lastIndexOf("/") + 1);
  await administer(`alter database ${name} set default_transaction_read_only = on`);
  await store.close();
  store = await openStore(database.url);
  await expect(store.command("createFlow", flowRequest({ name: "f" }))).rejects.toMatchObject({ code: "disk_full" });
  await administer(
    "set default_transaction_read_only = off",
    `alter database ${name} reset default_transaction_read_only`,
  );
  expect((await store.command("createFlow", flowRequest({ name: "f" }))).created).toBe(true);
});

test("where Postgres takes few connections, those that there are do all the work", async () => {
  await store.close();
  const name = database.url.slice(database.url.lastIndexOf("/") + 1);
  const role = `few_${name.slice(-12)}`;
  await administer(
    `create role ${role} login password 'few' connection limit 2`,
    `grant all on database ${name} to ${role}`,
  );
  await administer(`grant all on schema tutti to ${role}`, `grant all on all tables in schema tutti to ${role}`);
  store = await openStore(database.url.replace(/\/\/[^@]*@/, `//${role}:few@`));
  try {
    const work = Array.from({ length: 40 }, (_, index) =>
      store.command("createFlow", flowRequest({ name: `f${index}` })),
    );
    expect((await Promise.all(work)).filter(({ created }) => created)).toHaveLength(40);
  } finally {
    await store.close();
    store = await openStore(database.url);
    await administer(`drop owned by ${role}`, `drop role ${role}`);
  }
});

test("a transaction whose server does not go on ends by itself, and no lock is waited for without end", async () => {
  let settings: unknown;
  const transactions = new Transactions(database.url);
  await transactions.run("read", async (db) => {
    const { rows } = await sql`select current_setting('idle_in_transaction_session_timeout') as idle,
      current_setting('lock_timeout') as lock`.execute(db);
    settings = rows[0];
  });
  await transactions.close();
  expect(settings).toEqual({ idle: "5s", lock: "10s" });
});

test("what is sent over a connection that Postgres has ended is answered unavailable", async () => {
  const transactions = new Transactions(database.url);
  const outcome = transactions.run("write", async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await administer(`select pg_terminate_backend(${String(rows[0]?.pid)})`);
    while (!(await ended(rows[0]?.pid)));
    // Time for the word of it to come: the next statement is asked of a connection that is known to be lost.
    await new Promise((resolve) => setImmediate(resolve));
    await sql`select 1`.execute(tx);
  });
  await expect(outcome.catch((error: unknown) => Promise.reject(postgresFailure(error)))).rejects.toMatchObject({
    code: "unavailable",
  });
  await transactions.close();
});

async function ended(pid: number | undefined): Promise<boolean> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rowCount } = await client.query("select 1 from pg_stat_activity where pid = $1", [pid]);
  await client.end();
  return rowCount === 0;
}

test.each([
  ["Client has encountered a connection error and is not queryable", undefined],
  ["Client was closed and is not queryable", undefined],
  ["getaddrinfo EAI_AGAIN db.example", "EAI_AGAIN"],
  ["timeout expired", undefined],
])("%s means that the database is away", (message, code) => {
  const error = Object.assign(new Error(message), code === undefined ? {} : { code });
  expect(postgresFailure(error)).toMatchObject({ code: "unavailable" });
});

test("text with a NUL is refused: Postgres cannot hold it", async () => {
  const create = flowRequest({ name: "a\0b" });
  await expect(store.command("createFlow", create)).rejects.toMatchObject({ code: "invalid_request" });
});

test("commands that touch the same runs in any order all come to an end", async () => {
  const parent = await newFlowRun(store);
  await store.command("acquireLease", { id: parent, owner: "o", ttlSeconds: 60 });
  const create = taskRunRequest({ flow_run_id: parent, task_key: "sub", dynamic_key: "0" });
  const { task_run } = await store.command("createTaskRun", { create, epoch: 1 });
  const child = await newFlowRun(store, { parent_task_run_id: task_run.id });
  const step = (index: number) =>
    taskRunRecord({
      flowRunId: index % 2 === 0 ? parent : child,
      taskRunId: randomUUID(),
      dynamicKey: String(index % 3),
      at: instant(1_800_000_000_000_000 + index),
      type: "RUNNING",
      name: "Running",
    });
  const work = Array.from({ length: 60 }, (_, index) => {
    if (index % 4 === 0) return proposeState(store, parent, { type: "RUNNING", name: `n${index}` });
    if (index % 4 === 1) return proposeState(store, child, { type: "RUNNING", name: `n${index}` });
    if (index % 4 === 2) return store.command("recordEvents", { events: [step(index), step(index + 1)] });
    return store.command("renewLease", { id: parent, epoch: 1, ttlSeconds: 60 });
  });
  const outcomes = await Promise.allSettled(work);
  expect(outcomes.filter((outcome) => outcome.status === "rejected")).toEqual([]);
});
