import { formatInstant } from "@tutti/core/instant";
import type { WorkerLogs } from "@tutti/core/wire/worker-details";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database, LogTable } from "../../tables.ts";
import { findWorker, type WorkerKey } from "./worker-details.ts";
import { workerPast } from "./worker-runs.ts";

const RUNS_MAX = 20;
/** A worker writes while a run begins, and when it ends; what lies between is the run's own, however much. */
const LINES_OF_EACH_END = 60;
const LINES_MAX = 400;
/** Under these names workers of Tutti and of Prefect write into a run's log. */
const LOGGERS = ["tutti.flow_runs.worker", "prefect.flow_runs.worker"];

/** What a worker wrote into the logs of the runs it took last, newest first; null when there is no such worker. */
export async function workerLogs(db: Kysely<Database>, _deps: Deps, key: WorkerKey): Promise<WorkerLogs | null> {
  const found = await findWorker(db, key);
  if (found === null) return null;
  const { runIds } = await workerPast(db, found.resourceId);
  const runs = await namesOf(db, runIds.slice(0, RUNS_MAX));
  if (runs.size === 0) return [];
  const ends = [...runs.keys()].flatMap((id) => [sql`asc`, sql`desc`].map((way) => linesAtEnd(id, way)));
  const { rows } = await sql<LogTable>`select distinct * from (${sql.join(ends, sql` union all `)}) as lines
    where name in (${sql.join(LOGGERS)})
    order by timestamp desc, id desc limit ${LINES_MAX}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    timestamp: formatInstant(row.timestamp),
    level: row.level,
    name: row.name,
    message: row.message,
    flow_run_id: row.flow_run_id ?? "",
    task_run_id: row.task_run_id,
    flow_run_name: runs.get(row.flow_run_id ?? "") ?? "",
  }));
}

function linesAtEnd(flowRunId: string, way: ReturnType<typeof sql>) {
  return sql`select * from (
    select id, timestamp, level, name, message, flow_run_id, task_run_id from log where flow_run_id = ${flowRunId}
    order by timestamp ${way} limit ${sql.lit(LINES_OF_EACH_END)}) as part`;
}

async function namesOf(db: Kysely<Database>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom("flow_run")
    .select(["id", "name"])
    .where(oneOf(dialectOf(db), sql.ref("id"), ids))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
