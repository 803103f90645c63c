import type { scheduledRunsBody } from "@tutti/core/wire/deployment-run";
import type { Instant } from "@tutti/core/instant";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { sql, type Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { prepared } from "../../prepared.ts";
import type { Database, FlowRunTable } from "../../tables.ts";
import { flowRunsWithStates } from "../flow-runs/runs-with-states.ts";

/** What a process that serves deployments may run, the first due first. Runs of a deployment that is gone are nobody's. */
export async function listScheduledRuns(
  db: Kysely<Database>,
  deps: Deps,
  { deployment_ids, scheduled_before, limit }: z.output<typeof scheduledRunsBody>,
): Promise<FlowRun[]> {
  const before = scheduled_before ?? Number.MAX_SAFE_INTEGER;
  const due: FlowRunTable[] = [];
  // Each deployment's runs are read in the order of their time, and no more of them than are asked for.
  for (const deployment of new Set(deployment_ids)) due.push(...(await dueOf(db, { deployment, before, limit })));
  return flowRunsWithStates(db, due.sort(byTime).slice(0, limit), deps.now());
}

const dueOf = prepared<{ deployment: string; before: number; limit: number }, FlowRunTable>((db, param) =>
  db
    .selectFrom("flow_run")
    .selectAll()
    .where("deployment_id", "=", param("deployment"))
    .where("state_type", "=", sql.lit("SCHEDULED"))
    .where("next_scheduled_start_time", "<=", sql<Instant>`${param("before")}`)
    .where((eb) => eb.exists(eb.selectFrom("deployment").select("id").where("id", "=", param("deployment"))))
    .orderBy("next_scheduled_start_time")
    .orderBy("id")
    .limit(sql<number>`${param("limit")}`),
);

function byTime(a: FlowRunTable, b: FlowRunTable): number {
  const times = (a.next_scheduled_start_time ?? 0) - (b.next_scheduled_start_time ?? 0);
  return times === 0 ? (a.id < b.id ? -1 : 1) : times;
}
