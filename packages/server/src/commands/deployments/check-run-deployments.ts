import { ApiError } from "@tutti/core/errors";
import type { AutomationAction } from "@tutti/core/wire/automation-action";
import type { Tx } from "../command.ts";

/** Refuses job variables for a deployment that is not there: nobody could say what they have to look like. */
export async function checkRunDeployments(tx: Tx, actions: readonly AutomationAction[]): Promise<void> {
  for (const action of actions) {
    if (action.type !== "run-deployment" || action.deployment_id === null || !action.job_variables) continue;
    if (Object.keys(action.job_variables).length === 0) continue;
    const deployment = await tx
      .selectFrom("deployment")
      .select("id")
      .where("id", "=", action.deployment_id)
      .executeTakeFirst();
    if (deployment === undefined) throw new ApiError("not_found", "Deployment not found.");
  }
}
