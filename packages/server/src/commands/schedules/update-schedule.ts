import { ApiError } from "@tutti/core/errors";
import { settleSchedule } from "@tutti/core/schedule/settle-schedule";
import type { ScheduleUpdate } from "@tutti/core/wire/schedule";
import type { Deps } from "../../deps.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { DeploymentScheduleTable } from "../../store/tables/deployment-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { lockDeployment } from "../deployments/lock-deployment.ts";
import { removeScheduledRuns } from "./remove-scheduled-runs.ts";

/** Changes a schedule in what is given; the runs that it, or another of the deployment's, has made ahead are made anew. */
export async function updateSchedule(
  tx: Tx,
  deps: Deps,
  params: { deploymentId: string; id: string; update: ScheduleUpdate },
): Promise<Outcome<null>> {
  const { deploymentId, id, update } = params;
  await lockDeployment(tx, deploymentId, "Deployment not found.");
  const before = await tx
    .selectFrom("deployment_schedule")
    .selectAll()
    .where("id", "=", id)
    .where("deployment_id", "=", deploymentId)
    .executeTakeFirst();
  if (before === undefined) throw new ApiError("not_found", "Schedule not found.");
  await changeSchedule(tx, deps, before, update);
  const gone = await removeScheduledRuns(tx, { deploymentId, autoScheduledOnly: true, after: deps.now() });
  return { result: null, changes: () => gone };
}

/** What is null stays as it was; parameters are replaced, by none when none are given. Throws `conflict` for a slug that is taken. */
export async function changeSchedule(
  tx: Tx,
  deps: Deps,
  before: DeploymentScheduleTable,
  update: ScheduleUpdate,
): Promise<void> {
  const now = deps.now();
  if (update.slug) await requireFreeSlug(tx, before, update.slug);
  await updateChanged(tx, "deployment_schedule", before, {
    ...before,
    updated: now,
    ...(update.schedule ? { schedule: toJson(settleSchedule(update.schedule, now)) } : {}),
    ...(typeof update.active === "boolean" ? { active: update.active ? 1 : 0 } : {}),
    ...(update.max_scheduled_runs ? { max_scheduled_runs: update.max_scheduled_runs } : {}),
    ...(update.slug ? { slug: update.slug } : {}),
    parameters: toJson(update.parameters ?? {}),
  });
}

async function requireFreeSlug(tx: Tx, { id, deployment_id }: DeploymentScheduleTable, slug: string): Promise<void> {
  const other = await tx
    .selectFrom("deployment_schedule")
    .select("id")
    .where("deployment_id", "=", deployment_id)
    .where("slug", "=", slug)
    .where("id", "<>", id)
    .executeTakeFirst();
  if (other !== undefined) throw new ApiError("conflict", "Schedule slugs must be unique within a deployment.");
}
