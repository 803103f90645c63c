import type { scheduledRunsBody } from "@tutti/core/wire/deployment-run";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { sql, type Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../dialect.ts";
import { oneOf } from "../filters/condition.ts";
import type { Database } from "../tables.ts";
import { flowRunsWithStates } from "./runs-with-states.ts";

/** What a process that serves deployments may run, the first due first. Runs of a deployment that is gone are nobody's. */
export async function listScheduledRuns(
  db: Kysely<Database>,
  deps: Deps,
  { deployment_ids, scheduled_before, limit }: z.output<typeof scheduledRunsBody>,
): Promise<FlowRun[]> {
  let query = db
    .selectFrom("flow_run")
    .selectAll()
    .where(oneOf(dialectOf(db), sql.ref("flow_run.deployment_id"), deployment_ids))
    .where("state_type", "=", sql.lit("SCHEDULED"))
    .where("deployment_id", "is not", null)
    .where((eb) =>
      eb.exists(eb.selectFrom("deployment").select("id").whereRef("deployment.id", "=", "flow_run.deployment_id")),
    )
    .orderBy("next_scheduled_start_time")
    .orderBy("id")
    .limit(limit);
  if (scheduled_before) query = query.where("next_scheduled_start_time", "<=", scheduled_before);
  return flowRunsWithStates(db, await query.execute(), deps.now());
}
