import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import SqliteDatabase from "better-sqlite3";

export type Connection = SqliteDatabase.Database;

/** How long a connection waits for another process: a backup, a shell someone left open. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * How far the log grows before its pages go to the database file, two more fsyncs in the middle of somebody's commit. A step
 * writes some thirty pages, most of them the same as the step before: four times SQLite's own limit makes that a quarter
 * as often, of little more pages, and 16 MB of log.
 */
const CHECKPOINT_PAGES = 4000;

/** The only writing connection. `synchronous = FULL` is what makes an answer mean "on disk" (E1). */
export function openWriter(path: string): Connection {
  mkdirSync(dirname(path), { recursive: true });
  const connection = new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS });
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma("foreign_keys = ON");
  connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  return connection;
}

/** Sees what was committed, changes nothing. The file must exist. */
export function openReader(path: string): Connection {
  return new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS, readonly: true, fileMustExist: true });
}
