import { planSchedules, type SchedulePlan } from "@tutti/core/schedule/plan-schedules";
import type { DeploymentUpdate } from "@tutti/core/wire/deployment";
import type { Deps } from "../../deps.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { DeploymentScheduleTable, DeploymentTable } from "../../store/tables/deployment-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { queueIdOf } from "../work-pools/pool-queue.ts";
import { removeScheduledRuns } from "../schedules/remove-scheduled-runs.ts";
import { addSchedules, removeSchedules, schedulesOf } from "../schedules/schedule-rows.ts";
import { changeSchedule } from "../schedules/update-schedule.ts";
import { deploymentColumns } from "./deployment-columns.ts";
import { emitDeploymentChange } from "./deployment-event.ts";
import { requireLimit, setLimit } from "./deployment-limit.ts";
import { requireChangedVariables } from "./job-variables.ts";
import { lockDeployment } from "./lock-deployment.ts";
import { hydrateParameters, requireValid } from "./parameters.ts";

/** Writes the keys that are present. Runs made ahead are made anew, so that they have what the deployment says now. */
export async function updateDeployment(
  tx: Tx,
  deps: Deps,
  { id, update: given }: { id: string; update: DeploymentUpdate },
): Promise<Outcome<null>> {
  const before = await lockDeployment(tx, id, "Deployment not found.");
  const update = await soundUpdate(tx, before, given);
  const standing = await schedulesOf(tx, id);
  const plan = update.schedules === undefined ? null : planSchedules(slugsOf(standing), update.schedules);
  await requireLimit(tx, update.global_concurrency_limit_id);
  const written: DeploymentTable = {
    ...before,
    ...deploymentColumns(update),
    ...(await queueColumns(tx, deps, update)),
    ...(update.global_concurrency_limit_id === undefined
      ? {}
      : { concurrency_limit_id: update.global_concurrency_limit_id }),
    updated: deps.now(),
  };
  const after =
    update.concurrency_limit === undefined
      ? written
      : { ...written, concurrency_limit_id: await setLimit(tx, deps, written, update.concurrency_limit) };
  await updateChanged(tx, "deployment", before, after);
  const gone = await removeScheduledRuns(tx, { deploymentId: id, autoScheduledOnly: true, after: deps.now() });
  if (plan !== null) await carryOut(tx, deps, id, standing, plan);
  await emitDeploymentChange(tx, deps, before, after);
  return { result: null, changes: () => gone };
}

const REQUEST = { doing: "updating deployment", of: "deployment" } as const;

/** The change with the parameters themselves, when the deployment's schema, or the one it gets, allows them. */
async function soundUpdate(tx: Tx, before: DeploymentTable, update: DeploymentUpdate): Promise<DeploymentUpdate> {
  if (update.work_pool_name && update.job_variables) {
    await requireChangedVariables(tx, update.work_pool_name, update.job_variables);
  }
  const parameters = update.parameters ? await hydrateParameters(tx, update.parameters, REQUEST) : null;
  if (update.enforce_parameter_schema ?? before.enforce_parameter_schema === 1) {
    const standing = before.parameter_openapi_schema === null ? null : fromJson(before.parameter_openapi_schema);
    const schema = update.parameter_openapi_schema ?? standing;
    requireValid(schema, parameters ?? fromJson(before.parameters), REQUEST, { ignoresRequired: true });
  }
  return parameters === null ? update : { ...update, parameters };
}

function slugsOf(schedules: readonly DeploymentScheduleTable[]): (string | null)[] {
  return schedules.map(({ slug }) => slug);
}

/** A pool that is null takes the deployment out of its queue; a queue alone is one of no pool's. */
async function queueColumns(tx: Tx, deps: Deps, update: DeploymentUpdate): Promise<Partial<DeploymentTable>> {
  const { work_pool_name, work_queue_name } = update;
  if (work_pool_name === null) return { work_queue_id: null };
  if (!work_pool_name && !work_queue_name) return {};
  const names = { pool: work_pool_name || null, queue: work_queue_name || null };
  return { work_queue_id: await queueIdOf(tx, deps, names) };
}

async function carryOut(
  tx: Tx,
  deps: Deps,
  id: string,
  standing: readonly DeploymentScheduleTable[],
  plan: SchedulePlan,
): Promise<void> {
  if (plan.kind === "replace") {
    await removeSchedules(tx, id);
    await addSchedules(tx, deps, id, plan.schedules);
    return;
  }
  const renamed = plan.changes.filter(({ slug, update }) => update.slug !== slug).map(({ slug }) => slug);
  await freeSlugs(tx, id, renamed);
  for (const { slug, update } of plan.changes) {
    const row = standing.find((schedule) => schedule.slug === slug);
    if (row !== undefined)
      await changeSchedule(tx, deps, renamed.includes(slug) ? { ...row, slug: null } : row, update);
  }
  await addSchedules(tx, deps, id, plan.additions);
}

/** Two schedules may take each other's slugs: for a moment they have none. */
async function freeSlugs(tx: Tx, id: string, slugs: readonly string[]): Promise<void> {
  if (slugs.length === 0) return;
  await tx
    .updateTable("deployment_schedule")
    .set({ slug: null })
    .where("deployment_id", "=", id)
    .where("slug", "in", slugs)
    .execute();
}
