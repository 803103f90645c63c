import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { TuttiError } from "@tutti/core/errors";

const LOCK_FILE = "server.lock";
export const LOOK_EVERY_MS = 50;

/** Held for the life of the process: this is the one local server of its home. */
export interface Lock {
  release(): void;
}

/**
 * Takes the home's lock, or answers null when another process holds it. The operating system keeps it (a SQLite file
 * in exclusive locking mode), so it ends with its process however that dies. Throws `unwritable_home`.
 */
export function tryLock(home: string): Lock | null {
  return tryLockFile(join(home, LOCK_FILE), home);
}

/** The same for any file; the folder that it is in is made, and named when that cannot be. */
export function tryLockFile(path: string, folder: string): Lock | null {
  prepareFolder(folder, path);
  let database: SqliteDatabase.Database | null = null;
  try {
    const opened = new SqliteDatabase(path, { timeout: 0 });
    database = opened;
    opened.pragma("locking_mode = EXCLUSIVE");
    opened.pragma("journal_mode = OFF");
    opened.exec("begin exclusive");
    return { release: () => opened.close() };
  } catch (error) {
    database?.close();
    if (error instanceof SqliteDatabase.SqliteError && error.code.startsWith("SQLITE_BUSY")) return null;
    throw unwritable(folder, error);
  }
}

/** Tries again until the lock is free; null when it is not within the time. */
export async function waitForLock(home: string, withinMs: number): Promise<Lock | null> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const lock = tryLock(home);
    if (lock !== null || performance.now() > deadline) return lock;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function prepareFolder(folder: string, path: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openSync(path, "a", 0o600));
  } catch (error) {
    throw unwritable(folder, error);
  }
}

function unwritable(folder: string, error: unknown): TuttiError {
  const reason = error instanceof Error ? error.message : String(error);
  return new TuttiError("unwritable_home", `${folder} (${reason})`, { cause: error });
}
