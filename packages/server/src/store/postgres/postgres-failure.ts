import { NoResultError } from "kysely";
import { DatabaseError } from "pg";
import { ApiError } from "@tutti/core/errors";
import { TransactionConflict } from "../../commands/transaction-conflict.ts";
import { messageOf } from "../failure.ts";

// What Postgres says when something goes wrong (https://www.postgresql.org/docs/current/errcodes-appendix.html), in the
// words of `core/errors.ts`.

const UNIQUE_VIOLATION = "23505";
const FOREIGN_KEY_VIOLATION = "23503";
const SERIALIZATION_FAILURE = "40001";
const DEADLOCK = "40P01";
/** More than a column of whole numbers takes. */
const NUMBER_TOO_LARGE = "22003";
const NUL_IN_TEXT = "22021";
/** Among others: a name or key beyond what an index takes. */
const LIMIT_EXCEEDED = "54000";
const DISK_FULL = "53100";
const TOO_MANY_CONNECTIONS = "53300";
const READ_ONLY = "25006";
const TRANSACTION_FAILED = "25P02";
/** A transaction that stood open for too long: its server did not go on. */
const IDLE_TRANSACTION = "25P03";
/** Connection, contention, resources, locks, operator intervention, system error. */
const TRANSIENT_CLASSES = new Set(["08", "40", "53", "55", "57", "58"]);

/** The error to answer with. What is neither ours nor something Postgres is known to say is a fault, left as it is. */
export function postgresFailure(error: unknown): unknown {
  const code = answerCode(error);
  return code === null ? error : new ApiError(code, messageOf(error), { cause: error });
}

/** A transaction that lost against another one, and may well win when it is tried again. */
export function isWorthAnotherTry(error: unknown): boolean {
  // A row that was there a statement ago, and is deleted by now.
  if (error instanceof TransactionConflict || error instanceof NoResultError) return true;
  return error instanceof DatabaseError && (error.code === SERIALIZATION_FAILURE || error.code === DEADLOCK);
}

/** Whether the statement failed for no reason of its own: one before it had failed, and with it the transaction. */
export function isAftermath(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === TRANSACTION_FAILED;
}

/** Whether Postgres, or this user or database of it, has as many connections as it takes. */
export function isFull(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === TOO_MANY_CONNECTIONS;
}

/**
 * Whether the database at the other end is no longer the one to write to: after a failover it may answer on and refuse every
 * change, while its address leads to another by now.
 */
export function servesNobody(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === READ_ONLY || error.code?.startsWith("57P") === true);
}

type AnswerCode = "conflict" | "invalid_request" | "disk_full" | "unavailable";

const ANSWERS: Readonly<Record<string, AnswerCode>> = {
  [UNIQUE_VIOLATION]: "conflict",
  [FOREIGN_KEY_VIOLATION]: "conflict",
  [NUMBER_TOO_LARGE]: "invalid_request",
  [NUL_IN_TEXT]: "invalid_request",
  [LIMIT_EXCEEDED]: "invalid_request",
  [DISK_FULL]: "disk_full",
  [READ_ONLY]: "disk_full",
  [IDLE_TRANSACTION]: "unavailable",
};

function answerCode(error: unknown): AnswerCode | null {
  if (!(error instanceof DatabaseError)) return isLostConnection(error) ? "unavailable" : null;
  const { code = "" } = error;
  return ANSWERS[code] ?? (TRANSIENT_CLASSES.has(code.slice(0, 2)) ? "unavailable" : null);
}

const LOST = /^(Connection terminated|timeout e|Client (has encountered a connection error|was closed))/;

/** What `pg`, the resolver and the socket below it say when there is no connection to be had, or no more. */
function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return /^E[A-Z]+$|^EAI_[A-Z]+$/.test(code) || LOST.test(error.message);
}
