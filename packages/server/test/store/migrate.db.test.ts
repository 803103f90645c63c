import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import SqliteDatabase from "better-sqlite3";
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { columnTypes } from "../../src/store/dialect.ts";
import { migrations } from "../../src/store/migrations/registry.ts";
import { openStore, parseDatabaseUrl } from "../../src/store/open-store.ts";
import { freshPostgres, freshSqlite, type TestDatabase } from "../support/databases.ts";

const KINDS = [
  { kind: "sqlite" as const, fresh: freshSqlite },
  { kind: "postgres" as const, fresh: freshPostgres },
];

async function open(url: string): Promise<void> {
  const store = await openStore(url);
  await store.close();
}

/** Runs statements on the database with nothing of ours in between; gives the rows of the last. */
async function query(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const place = parseDatabaseUrl(url);
  if (place.kind === "sqlite") return querySqlite(place.path, statements);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

function querySqlite(path: string, statements: readonly string[]): Record<string, unknown>[] {
  const connection = new SqliteDatabase(path);
  try {
    return statements
      .map((statement) => connection.prepare<[], Record<string, unknown>>(statement))
      .flatMap((statement) => (statement.reader ? statement.all() : (statement.run(), [])));
  } finally {
    connection.close();
  }
}

/** Tables, columns and indexes, as the database tells them. */
function schemaOf(database: TestDatabase): Promise<Record<string, unknown>[]> {
  return database.kind === "sqlite"
    ? query(database.url, "select name, sql from sqlite_master where name not like 'sqlite_%' order by name")
    : query(
        database.url,
        `select table_name as name, column_name as detail from information_schema.columns where table_schema = 'tutti'
         union all select indexname, indexdef from pg_indexes where schemaname = 'tutti' order by 1, 2`,
      );
}

/** Migrates in a process that dies after so many statements of the last migration. */
async function migrateAndDie(url: string, statements: number): Promise<NodeJS.Signals | null> {
  const script = fileURLToPath(new URL("../support/migrate-and-die.ts", import.meta.url));
  const child = spawn(process.execPath, [script, url, String(statements)], { stdio: ["ignore", "ignore", "inherit"] });
  await once(child, "exit");
  return child.signalCode;
}

describe.each(KINDS)("an interrupted migration on $kind", ({ kind, fresh }) => {
  const count = [...(migrations.at(-1)?.statements(columnTypes[kind]) ?? [])].length;

  test.each([0, 1, Math.floor(count / 2), count - 1, count])(
    "killed after %i of its statements is whole after the next start",
    async (statements) => {
      const [untouched, killed] = [await fresh(), await fresh()];
      try {
        await open(untouched.url);
        expect(await migrateAndDie(killed.url, statements)).toBe("SIGKILL");
        await open(killed.url);
        expect(await schemaOf(killed)).toEqual(await schemaOf(untouched));
      } finally {
        await Promise.all([untouched.drop(), killed.drop()]);
      }
    },
  );
});

describe.each(KINDS)("opening a $kind database", ({ kind, fresh }) => {
  test("migrations that were applied are not applied again", async () => {
    const database = await fresh();
    try {
      await open(database.url);
      const table = kind === "sqlite" ? "tutti_migration" : "tutti.tutti_migration";
      const applied = await query(database.url, `select * from ${table} order by number`);
      await open(database.url);
      expect(await query(database.url, `select * from ${table} order by number`)).toEqual(applied);
      expect(applied).toHaveLength(migrations.length);
    } finally {
      await database.drop();
    }
  });

  test("a database of a newer version is refused, and nothing in it is changed", async () => {
    const database = await fresh();
    const table = kind === "sqlite" ? "tutti_migration" : "tutti.tutti_migration";
    try {
      await open(database.url);
      await query(database.url, `insert into ${table} values (999, 'from the future', 0)`);
      const before = await schemaOf(database);
      await expect(open(database.url)).rejects.toMatchObject({ code: "newer_database" });
      expect(await schemaOf(database)).toEqual(before);
    } finally {
      await database.drop();
    }
  });

  test("a database of Prefect's is refused", async () => {
    const database = await fresh();
    try {
      await query(database.url, "create table alembic_version (version_num text)", "create table flow (id text)");
      await expect(open(database.url)).rejects.toMatchObject({ code: "foreign_database" });
      const tables =
        kind === "sqlite"
          ? "select name from sqlite_master order by 1"
          : "select table_name as name from information_schema.tables where table_schema in ('public', 'tutti') order by 1";
      expect(await query(database.url, tables)).toEqual([{ name: "alembic_version" }, { name: "flow" }]);
    } finally {
      await database.drop();
    }
  });
});

describe("opening a SQLite file", () => {
  async function inFreshFile(work: (path: string, url: string) => Promise<void>): Promise<void> {
    const database = await freshSqlite();
    try {
      await work(database.url.slice("sqlite:///".length), database.url);
    } finally {
      await database.drop();
    }
  }

  test("of Prefect's leaves every byte of it as it was", () =>
    inFreshFile(async (path, url) => {
      await query(url, "create table alembic_version (version_num text)");
      const before = await readFile(path);
      await expect(open(url)).rejects.toMatchObject({ code: "foreign_database" });
      expect(await readFile(path)).toEqual(before);
    }));

  test("of another program's is refused", () =>
    inFreshFile(async (_path, url) => {
      await query(url, "create table recipes (id text)");
      await expect(open(url)).rejects.toMatchObject({ code: "foreign_database" });
    }));

  test("that is no database says so and leaves it alone", () =>
    inFreshFile(async (path, url) => {
      await writeFile(path, "not a database, but a text that is long enough to be taken for one".repeat(20));
      const before = await readFile(path);
      await expect(open(url)).rejects.toMatchObject({ code: "damaged_database" });
      expect(await readFile(path)).toEqual(before);
    }));

  test("where no file can be says why", async () => {
    await expect(open("sqlite:////dev/null/tutti.db")).rejects.toMatchObject({ code: "disk_full" });
  });
});
