import { SqliteError } from "better-sqlite3";
import { ApiError, TuttiError } from "@tutti/core/errors";
import { messageOf } from "../failure.ts";

// What SQLite says when something goes wrong (https://www.sqlite.org/rescode.html), in the words of `core/errors.ts`.

/** The error to answer with. What is neither ours nor something SQLite is known to say is a fault, left as it is. */
export function sqliteFailure(error: unknown): unknown {
  const code = answerCode(error);
  return code === null ? error : new ApiError(code, messageOf(error), { cause: error });
}

/** The answer to work that was given up together with its whole transaction. */
export function transactionLost(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  const code = answerCode(cause) === "disk_full" ? "disk_full" : "unavailable";
  return new ApiError(code, messageOf(cause), { cause });
}

/** Why a file could not be opened at start. */
export function openingFailure(error: unknown): unknown {
  if (error instanceof TuttiError || !(error instanceof Error) || !("code" in error)) return error;
  const isDamaged = /^SQLITE_(NOTADB|CORRUPT)/.test(String(error.code));
  return new TuttiError(isDamaged ? "damaged_database" : "disk_full", error.message, { cause: error });
}

function answerCode(error: unknown): "conflict" | "disk_full" | "unavailable" | null {
  if (!(error instanceof SqliteError)) return null;
  if (/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|FOREIGNKEY)$/.test(error.code)) return "conflict";
  if (/^SQLITE_(FULL|READONLY|IOERR|CANTOPEN)/.test(error.code)) return "disk_full";
  return /^SQLITE_(BUSY|LOCKED|NOMEM|CORRUPT|NOTADB)/.test(error.code) ? "unavailable" : null;
}
