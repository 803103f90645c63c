import { TuttiError } from "@tutti/core/errors";
import type { ConnectionTarget } from "./connection-target.ts";

const REFUSED = new Set(["28P01", "28000", "ER_ACCESS_DENIED_ERROR", "ER_DBACCESS_DENIED_ERROR"]);
const NO_DATABASE = new Set(["3D000", "ER_BAD_DB_ERROR", "SQLITE_CANTOPEN", "SQLITE_NOTADB"]);
const NOBODY = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
  "ENOENT",
]);

/** Why a database could not be opened, in words that say what to change; errors of statements are left as they are. */
export function explainedFailure(error: unknown, target: ConnectionTarget): unknown {
  const code = codeOf(error);
  const place = placeOf(target);
  if (REFUSED.has(code)) {
    return new TuttiError("invalid_block", `${place}: the sign-in is refused (${code}); check username and password`);
  }
  if (NO_DATABASE.has(code) || isWithoutFolder(error)) {
    return new TuttiError("invalid_block", `${place}: there is no such database (${code || "no such folder"})`);
  }
  if (NOBODY.has(code) || isTooLate(error)) {
    return new TuttiError("failed_request", `${place}: nobody answers (${code || "too late"}); check host and port`);
  }
  return error;
}

/** Where it is, without anything secret. */
function placeOf({ dialect, host, port, database }: ConnectionTarget): string {
  if (dialect === "sqlite") return `sqlite ${database ?? "in memory"}`;
  const address = `${host ?? "localhost"}${port === undefined ? "" : `:${port}`}`;
  return `${dialect} ${database === undefined ? "" : `${database} `}at ${address}`;
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "";
}

function isWithoutFolder(error: unknown): boolean {
  return error instanceof TypeError && error.message.includes("directory does not exist");
}

function isTooLate(error: unknown): boolean {
  return (
    error instanceof Error && /timeout (expired|exceeded)|terminated due to connection timeout/i.test(error.message)
  );
}
