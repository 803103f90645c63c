import type { DeploymentLimits } from "@tutti/core/wire/limit-use";
import { sql, type Kysely, type SqlBool } from "kysely";
import type { Deps } from "../../../deps.ts";
import { sharedNow } from "../../dialect.ts";
import { globalConcurrencyLimitFromRow } from "../../rows/concurrency-limit-row.ts";
import type { Database } from "../../tables.ts";

/** How the limit of a deployment is called, before the deployment's id. */
export const DEPLOYMENT_PREFIX = "deployment:";
/** Follows the names of all limits of deployments. */
const AFTER_DEPLOYMENTS = "deployment;";
const LIMITS_MAX = 200;

/** The deployments that may have so many runs under way, by name, with how many wait. Two statements. */
export async function deploymentLimits(db: Kysely<Database>, deps: Deps, _params: object): Promise<DeploymentLimits> {
  const rows = await db
    .selectFrom("concurrency_limit")
    .innerJoin("deployment", (join) =>
      join.on(sql<SqlBool>`deployment.id = substr(concurrency_limit.name, ${sql.lit(DEPLOYMENT_PREFIX.length + 1)})`),
    )
    .innerJoin("flow", "flow.id", "deployment.flow_id")
    .selectAll("concurrency_limit")
    .select(["deployment.id as deployment_id", "deployment.name as deployment_name", "flow.name as flow_name"])
    .where("concurrency_limit.name", ">=", DEPLOYMENT_PREFIX)
    .where("concurrency_limit.name", "<", AFTER_DEPLOYMENTS)
    .where("concurrency_limit.active", "=", 1)
    .orderBy("concurrency_limit.name")
    .limit(LIMITS_MAX)
    .execute();
  const waiting = await waitingByDeployment(db);
  const now = await sharedNow(db, deps);
  return rows
    .map(({ deployment_id: id, deployment_name: name, flow_name, ...row }) => ({
      id: row.id,
      deployment: { id, name, flow_name },
      limit: row.slot_limit,
      active_slots: globalConcurrencyLimitFromRow(row, now).active_slots,
      waiting: waiting.get(id) ?? 0,
    }))
    .sort((a, b) => a.deployment.name.localeCompare(b.deployment.name, "en"));
}

async function waitingByDeployment(db: Kysely<Database>): Promise<ReadonlyMap<string | null, number>> {
  const rows = await db
    .selectFrom("flow_run")
    .select(({ fn }) => ["deployment_id", fn.countAll<number>().as("count")])
    .where("state_name", "=", "AwaitingConcurrencySlot")
    .groupBy("deployment_id")
    .execute();
  return new Map(rows.map((row) => [row.deployment_id, row.count]));
}
