import type { DeploymentSchedule, ScheduleCreate } from "@tutti/core/wire/schedule";
import type { Deps } from "../../deps.ts";
import { deploymentScheduleFromRow } from "../../store/rows/deployment-schedule-row.ts";
import type { Outcome, Tx } from "../command.ts";
import { lockDeployment } from "../deployments/lock-deployment.ts";
import { addSchedules } from "./schedule-rows.ts";

/** Adds schedules to a deployment. Throws `not_found`, and `conflict` for a slug that is taken. */
export async function createSchedules(
  tx: Tx,
  deps: Deps,
  params: { deploymentId: string; schedules: readonly ScheduleCreate[] },
): Promise<Outcome<DeploymentSchedule[]>> {
  await lockDeployment(tx, params.deploymentId, "Deployment not found.");
  const rows = await addSchedules(tx, deps, params.deploymentId, params.schedules);
  return { result: rows.map(deploymentScheduleFromRow) };
}
