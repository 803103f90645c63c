import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import SqliteDatabase from "better-sqlite3";

export type Connection = SqliteDatabase.Database;

/** How long a connection waits for another process: a backup, a shell someone left open. */
const BUSY_TIMEOUT_MS = 5000;

/** The only writing connection. `synchronous = FULL` is what makes an answer mean "on disk" (E1). */
export function openWriter(path: string): Connection {
  mkdirSync(dirname(path), { recursive: true });
  const connection = new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS });
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma("foreign_keys = ON");
  return connection;
}

/** Sees what was committed, changes nothing. The file must exist. */
export function openReader(path: string): Connection {
  return new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS, readonly: true, fileMustExist: true });
}
