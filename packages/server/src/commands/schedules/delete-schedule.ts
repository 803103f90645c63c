import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { lockDeployment } from "../deployments/lock-deployment.ts";
import { removeScheduledRuns } from "./remove-scheduled-runs.ts";

/** Deletes a schedule, and the runs made ahead for its deployment; those of its other schedules are made anew. */
export async function deleteSchedule(
  tx: Tx,
  _deps: Deps,
  params: { deploymentId: string; id: string },
): Promise<Outcome<null>> {
  const { deploymentId, id } = params;
  await lockDeployment(tx, deploymentId, "Deployment not found.");
  const { numDeletedRows } = await tx
    .deleteFrom("deployment_schedule")
    .where("id", "=", id)
    .where("deployment_id", "=", deploymentId)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new ApiError("not_found", "Schedule not found.");
  const gone = await removeScheduledRuns(tx, { deploymentId, autoScheduledOnly: true, after: null });
  return { result: null, changes: () => gone };
}
