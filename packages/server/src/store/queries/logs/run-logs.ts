import { formatInstant } from "@tutti/core/instant";
import type { RunLogs, RunLogsBody } from "@tutti/core/wire/dashboard";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";
import { afterCursor, cutPage, type KeysetOrder } from "../keyset.ts";
import { inOrder } from "../ordered-ids.ts";
import { runTree } from "../flow-runs/run-tree.ts";

/** Runs whose logs are shown together. */
const RUNS_MAX = 2000;

const ORDER: KeysetOrder = {
  keyType: "number",
  key: sql.ref("log.timestamp"),
  id: sql.ref("log.id"),
  direction: "asc",
};

/** Log lines of a run and its subflows, oldest first; null when there is no such run. */
export async function runLogs(
  db: Kysely<Database>,
  _deps: Deps,
  params: RunLogsBody & { id: string },
): Promise<RunLogs | null> {
  const runIds = await runTree(db, params.id, RUNS_MAX);
  if (runIds.length === 0) return null;
  const rows = await db
    .selectFrom("log")
    .select(["id", "timestamp", "level", "name", "message", "task_run_id", "timestamp as key"])
    .select(sql<string>`log.flow_run_id`.as("flow_run_id"))
    .where(oneOf(dialectOf(db), sql.ref("log.flow_run_id"), runIds))
    .where(afterCursor(params.cursor, ORDER))
    .orderBy(inOrder(ORDER.key, ORDER.id, ORDER))
    .limit(params.limit + 1)
    .execute();
  const { page, nextCursor } = cutPage(rows, params.limit);
  return {
    results: page.map(({ key: _key, ...row }) => ({ ...row, timestamp: formatInstant(row.timestamp) })),
    next_cursor: nextCursor,
  };
}
