import { resolve } from "node:path";
import type BetterSqlite from "better-sqlite3";
import { TuttiError } from "@tutti/core/errors";
import type { ConnectionTarget } from "./connection-target.ts";
import type { DatabaseDriver, Row, Session, StatementResult } from "./database-driver.ts";
import { driverOptions, secondsAsMs } from "./driver-options.ts";

/**
 * SQLite, through `better-sqlite3`: one connection, which callers have one after another. Rows are read at once: a result
 * that is open would keep others from writing.
 */
export async function openSqlite(target: ConnectionTarget, args: Record<string, unknown>): Promise<DatabaseDriver> {
  const { default: Database } = await import("better-sqlite3");
  const database = new Database(fileOfTarget(target), sqliteOptions(target, args));
  database.defaultSafeIntegers(true);
  const queue = new Queue();
  return {
    session: async () => sessionOf(database, await queue.take()),
    rows: async (text, values) => {
      const release = await queue.take();
      try {
        return sourceOf(run(database, text, values).rows);
      } finally {
        release();
      }
    },
    close: async () => {
      const release = await queue.take();
      database.close();
      release();
    },
  };
}

function fileOfTarget({ database }: ConnectionTarget): string {
  if (database === undefined || database === ":memory:") return ":memory:";
  if (!database.startsWith("file:")) return resolve(database);
  throw new TuttiError("invalid_block", "the database of SQLite is the path of a file; file: addresses are not taken");
}

/** Python's `timeout` is in seconds; what is Python's alone is left out. */
export function sqliteOptions(target: ConnectionTarget, args: Record<string, unknown>): BetterSqlite.Options {
  const {
    mode,
    check_same_thread: _threads,
    isolation_level: _level,
    uri: _uri,
    ...others
  } = { ...target.query, ...args };
  return {
    ...(mode === "ro" ? { readonly: true } : {}),
    ...(mode === "ro" || mode === "rw" ? { fileMustExist: true } : {}),
    ...driverOptions(others, { timeout: ["timeout", secondsAsMs] }),
  };
}

/** Who comes first is first served. */
class Queue {
  #last: Promise<void> = Promise.resolve();

  async take(): Promise<() => void> {
    const { promise, resolve: release } = Promise.withResolvers<void>();
    const before = this.#last;
    this.#last = promise;
    await before;
    return release;
  }
}

function sessionOf(database: BetterSqlite.Database, release: () => void): Session {
  return {
    run: async (text, values) => run(database, text, values),
    release: () => {
      // A transaction that could not be undone must not be the next caller's.
      if (database.inTransaction) database.exec("rollback");
      release();
    },
  };
}

function run(database: BetterSqlite.Database, text: string, values: readonly unknown[]): StatementResult {
  const statement = database.prepare<unknown[], Row>(text);
  const bound = values.map(kept);
  if (!statement.reader) return { rows: [], changed: statement.run(...bound).changes };
  const rows = statement.all(...bound).map(exactRow);
  return { rows, changed: rows.length };
}

function sourceOf(rows: readonly Row[]): { read(count: number): Promise<Row[]>; close(): Promise<void> } {
  let at = 0;
  return {
    read: async (count) => rows.slice(at, (at += count)),
    close: () => Promise.resolve(),
  };
}

/** SQLite has neither truth values nor times; they are kept as its own functions have them. */
function kept(value: unknown): unknown {
  // As a float a text column would keep 5 as 5.0, and a half of it would be 2.5.
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString().replace("T", " ").replace("Z", "");
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
  throw new TypeError("SQLite keeps texts, numbers and bytes: make a text of lists and objects, with JSON.stringify");
}

function exactRow(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, exact(value)]));
}

function exact(value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
