import { randomUUID } from "node:crypto";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, inject } from "vitest";
import type { Deps } from "../../src/deps.ts";
import { openStore } from "../../src/store/open-store.ts";
import { PostgresStore } from "../../src/store/postgres/postgres-store.ts";
import type { Store } from "../../src/store/store.ts";
import { InProcessStore } from "./in-process-store.ts";
import { TEST_KEY, testDeps, type TestDeps } from "./test-clock.ts";

/** An empty database of a suite's own. */
export interface TestDatabase {
  readonly kind: "sqlite" | "postgres";
  readonly url: string;
  readonly drop: () => Promise<void>;
}

export async function freshSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "tutti-sqlite-"));
  return {
    kind: "sqlite",
    url: `sqlite:///${join(folder, "tutti.db")}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

export function freshPostgres(): Promise<TestDatabase> {
  return newPostgres("template1");
}

/** With Tutti's tables, which were made once for all suites: it takes a third of the time. */
async function migratedSqlite(): Promise<TestDatabase> {
  const database = await freshSqlite();
  await copyFile(inject("migratedDatabases").sqlite, sqlitePath(database.url));
  return database;
}

function migratedPostgres(): Promise<TestDatabase> {
  return newPostgres(inject("migratedDatabases").postgres);
}

async function newPostgres(template: string): Promise<TestDatabase> {
  const name = `tutti_${randomUUID().replaceAll("-", "")}`;
  const server = inject("postgresUrl");
  await administer(server, `create database ${name} template ${template}`);
  return {
    kind: "postgres",
    url: `${server}/${name}`,
    drop: () => administer(server, `drop database ${name} with (force)`),
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** What a suite on each database is given: one fresh database, and stores on it that are closed after each test. */
export interface DatabaseUnderTest {
  readonly kind: TestDatabase["kind"];
  url(): string;
  /** A store whose clock the test moves. */
  open(): Promise<{ store: Store; deps: TestDeps }>;
  /** The same, for a test that closes it itself. */
  openOwn(): Promise<{ store: Store; deps: TestDeps }>;
  /** The store as the server opens it: threads, real clock. */
  openReal(): Promise<Store>;
}

/** Runs a suite on SQLite and on Postgres, each with a fresh database that has Tutti's tables. */
export function describeOnDatabases(title: string, suite: (database: DatabaseUnderTest) => void): void {
  describe.each([
    { kind: "sqlite" as const, fresh: migratedSqlite },
    { kind: "postgres" as const, fresh: migratedPostgres },
  ])(`${title} on $kind`, ({ kind, fresh }) => {
    let database: TestDatabase | undefined;
    const stores: Store[] = [];
    const keep = <S extends Store>(store: S): S => {
      stores.push(store);
      return store;
    };
    const url = (): string => {
      if (database === undefined) throw new Error("the database exists from beforeAll to afterAll");
      return database.url;
    };

    beforeAll(async () => {
      database = await fresh();
    });
    afterEach(async () => {
      await Promise.all(stores.splice(0).map((store) => store.close()));
    });
    afterAll(() => database?.drop());

    suite({
      kind,
      url,
      async open() {
        const deps = testDeps();
        return { deps, store: keep(await openWithDeps(kind, url(), deps)) };
      },
      async openOwn() {
        const deps = testDeps();
        return { deps, store: await openWithDeps(kind, url(), deps) };
      },
      openReal: async () => keep(await openStore(url(), [TEST_KEY])),
    });
  });
}

/** A store in this process, with these for clock, ids and keys. */
export function openWithDeps(kind: TestDatabase["kind"], url: string, deps: Deps): Promise<Store> {
  return kind === "sqlite" ? InProcessStore.open(sqlitePath(url), deps) : PostgresStore.open(url, deps);
}

function sqlitePath(url: string): string {
  return url.slice("sqlite:///".length);
}
