import { ApiError } from "@tutti/core/errors";
import type { JsonObject } from "@tutti/core/json-schema/walk";
import { checkJobVariables } from "@tutti/core/parameters/job-variables";
import { fromJson } from "../store/rows/json-column.ts";
import type { DeploymentTable } from "../store/tables/deployment-tables.ts";
import type { Tx } from "./command.ts";

/** Refuses variables that the template of the deployment's pool does not allow; without a pool there is none to ask. */
export async function requireJobVariables(
  tx: Tx,
  deployment: Pick<DeploymentTable, "work_queue_id" | "job_variables">,
  own: JsonObject | null | undefined,
  doing: string,
): Promise<void> {
  const template = await templateOf(tx, deployment.work_queue_id);
  if (template === null) return;
  const layers = [fromJson(deployment.job_variables), own ?? {}];
  refuseFlaw(template, layers, { doing, ignoresRequired: false });
}

/** The same of a deployment's variables alone: what they lack, a run may bring. */
export async function requireDeploymentVariables(
  tx: Tx,
  poolName: string,
  variables: JsonObject | null | undefined,
  doing: string,
): Promise<void> {
  if (!variables || Object.keys(variables).length === 0) return;
  const pool = await tx
    .selectFrom("work_pool")
    .select("base_job_template")
    .where("name", "=", poolName)
    .executeTakeFirst();
  if (pool !== undefined) refuseFlaw(fromJson(pool.base_job_template), [variables], { doing, ignoresRequired: true });
}

async function templateOf(tx: Tx, queueId: string | null): Promise<JsonObject | null> {
  if (queueId === null) return null;
  const pool = await tx
    .selectFrom("work_queue")
    .innerJoin("work_pool", "work_pool.id", "work_queue.work_pool_id")
    .select("work_pool.base_job_template")
    .where("work_queue.id", "=", queueId)
    .executeTakeFirst();
  return pool === undefined ? null : fromJson(pool.base_job_template);
}

function refuseFlaw(
  template: JsonObject,
  layers: readonly JsonObject[],
  { doing, ignoresRequired }: { doing: string; ignoresRequired: boolean },
): void {
  const flaw = checkJobVariables(template, layers, { ignoresRequired });
  if (flaw === null) return;
  throw new ApiError("invalid_request", flaw.kind === "schema" ? flaw.reason : `Error ${doing}: ${flaw.reason}`);
}
