import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import { standsForSubflow } from "../../filters/task-run-conditions.ts";
import type { Database } from "../../tables.ts";

/** By flow run id, zero for one without task runs; placeholders of subflows are not counted. */
export async function countTaskRunsOfFlowRuns(
  db: Kysely<Database>,
  _deps: Deps,
  params: { flow_run_ids: readonly string[] },
): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom("task_run")
    .select(({ fn }) => ["flow_run_id", fn.countAll<number>().as("count")])
    .where(oneOf(dialectOf(db), sql.ref("task_run.flow_run_id"), params.flow_run_ids))
    .where(standsForSubflow(false))
    .groupBy("flow_run_id")
    .execute();
  const counts = new Map(rows.map((row) => [row.flow_run_id, row.count]));
  return Object.fromEntries(params.flow_run_ids.map((id) => [id, counts.get(id) ?? 0]));
}
