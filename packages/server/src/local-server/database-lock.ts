import { dirname } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import { parseDatabaseUrl } from "../store/open-store.ts";
import { tryLockFile, type Lock } from "./election.ts";

/**
 * Takes a SQLite file for this process alone. The lock of a home does not do: another home may be told the same file. A
 * Postgres database is everybody's. Throws `database_in_use`, and `disk_full` where nothing can be written beside the file.
 */
export function lockDatabase(databaseUrl: string): Lock {
  const place = parseDatabaseUrl(databaseUrl);
  if (place.kind !== "sqlite") return { release: () => undefined };
  const lock = lockBeside(place.path);
  if (lock === null) throw new TuttiError("database_in_use", `${place.path}, which another home's serves`);
  return lock;
}

function lockBeside(path: string): Lock | null {
  try {
    return tryLockFile(`${path}.lock`, dirname(path));
  } catch (error) {
    if (!(error instanceof TuttiError)) throw error;
    throw new TuttiError("disk_full", error.detail, { cause: error });
  }
}
