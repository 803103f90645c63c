import type { AutomationAction } from "@tutti/core/wire/automation-action";
import type { Tx } from "../command.ts";

/** Notes that the automation belongs to an object: it goes when the object's owner says so. */
export async function noteOwner(tx: Tx, automationId: string, resourceId: string): Promise<void> {
  await tx
    .insertInto("automation_resource")
    .values({ automation_id: automationId, resource_id: resourceId, is_owner: 1 })
    .onConflict((conflict) => conflict.columns(["resource_id", "automation_id"]).doUpdateSet({ is_owner: 1 }))
    .execute();
}

/** Notes which deployments the actions run, and forgets which they ran. */
export async function noteDeployments(
  tx: Tx,
  automationId: string,
  actions: readonly AutomationAction[],
): Promise<void> {
  await tx
    .deleteFrom("automation_resource")
    .where("automation_id", "=", automationId)
    .where("is_owner", "=", 0)
    .execute();
  const ids = actions.flatMap((action) =>
    action.type === "run-deployment" && action.deployment_id !== null ? [action.deployment_id] : [],
  );
  for (const id of new Set(ids)) {
    await tx
      .insertInto("automation_resource")
      .values({ automation_id: automationId, resource_id: `prefect.deployment.${id}`, is_owner: 0 })
      .onConflict((conflict) => conflict.columns(["resource_id", "automation_id"]).doNothing())
      .execute();
  }
}
