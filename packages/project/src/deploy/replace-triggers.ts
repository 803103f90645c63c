import { createAutomation, deleteAutomationsOwnedBy } from "@tutti/client/automations";
import type { ApiClient } from "@tutti/client/http";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { DeploymentTrigger } from "./deployment-trigger.ts";

/** The automations of these triggers, in place of those that the deployment had. */
export async function replaceTriggers(
  api: ApiClient,
  deploymentId: string,
  triggers: readonly DeploymentTrigger[],
): Promise<void> {
  await deleteAutomationsOwnedBy(api, ownerOf({ id: deploymentId }));
  for (const trigger of triggers) await createAutomation(api, trigger.automation(deploymentId));
}

/** As whose the automations of a deployment's triggers are known. */
export function ownerOf({ id }: Pick<Deployment, "id">): string {
  return `prefect.deployment.${id}`;
}
