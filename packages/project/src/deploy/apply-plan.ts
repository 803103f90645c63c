import { createAutomation, deleteAutomationsOwnedBy } from "@tutti/client/automations";
import { createDeployment } from "@tutti/client/deployments";
import { registerFlow } from "@tutti/client/flows";
import type { ApiClient } from "@tutti/client/http";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { DeploymentPlan } from "./deployment-plan.ts";

/** Sends a plan: the flow, the deployment, and the automations of its triggers in place of those it had. */
export async function applyPlan({ flowName, body, triggers }: DeploymentPlan, api: ApiClient): Promise<Deployment> {
  const flow = await registerFlow(api, { name: flowName });
  const deployment = await createDeployment(api, { ...body, flow_id: flow.id });
  await deleteAutomationsOwnedBy(api, `prefect.deployment.${deployment.id}`);
  for (const trigger of triggers) await createAutomation(api, trigger.automation(deployment.id));
  return deployment;
}
