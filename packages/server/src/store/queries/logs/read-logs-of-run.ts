import { sql, type Kysely, type SqlBool } from "kysely";
import type { Instant } from "@tutti/core/instant";
import type { Deps } from "../../../deps.ts";
import { always } from "../../filters/condition.ts";
import type { Database, LogTable } from "../../tables.ts";

/** Where to go on: after this log. */
export interface LogPosition {
  readonly timestamp: Instant;
  readonly id: string;
}

/** The run's next logs by time, after those that were read. */
export async function readLogsOfRun(
  db: Kysely<Database>,
  _deps: Deps,
  params: { flowRunId: string; after: LogPosition | null; limit: number },
): Promise<LogTable[]> {
  const { flowRunId, after, limit } = params;
  return db
    .selectFrom("log")
    .selectAll()
    .where("flow_run_id", "=", flowRunId)
    .where(after === null ? always : sql<SqlBool>`(timestamp, id) > (${after.timestamp}, ${after.id})`)
    .orderBy("timestamp")
    .orderBy("id")
    .limit(limit)
    .execute();
}
