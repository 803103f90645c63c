import type { LogCreate } from "@tutti/core/wire/log";
import type { Deps } from "../deps.ts";
import { logFromRow } from "../store/rows/log-row.ts";
import type { LogTable } from "../store/tables.ts";
import type { Outcome, Tx } from "./command.ts";

/** Rows of one statement: databases take so many parameters and no more. */
const ROWS_PER_INSERT = 200;

/** Keeps a client's batch of logs, whole or not at all. NUL bytes, which Postgres cannot hold, are left out. */
export async function createLogs(tx: Tx, deps: Deps, params: { logs: readonly LogCreate[] }): Promise<Outcome<null>> {
  const now = deps.now();
  const rows = params.logs.map((log): LogTable => ({
    id: deps.newId(),
    created: now,
    updated: now,
    name: withoutNul(log.name),
    level: log.level,
    message: withoutNul(log.message),
    timestamp: log.timestamp,
    flow_run_id: log.flow_run_id ?? null,
    task_run_id: log.task_run_id ?? null,
  }));
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
    await tx
      .insertInto("log")
      .values(rows.slice(from, from + ROWS_PER_INSERT))
      .execute();
  }
  return { result: null, changes: () => [{ kind: "logs", logs: rows.map(logFromRow) }] };
}

function withoutNul(text: string): string {
  return text.replaceAll("\0", "");
}
