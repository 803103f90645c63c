import { createDeployment, readDeployment, updateDeployment } from "@tutti/client/deployments";
import { registerFlow } from "@tutti/client/flows";
import type { ApiClient } from "@tutti/client/http";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { DeploymentPlan } from "./deployment-plan.ts";
import { replaceTriggers } from "./replace-triggers.ts";

/** Sends a plan: the flow, the deployment, and the automations of its triggers in place of those it had. */
export async function applyPlan(plan: DeploymentPlan, api: ApiClient): Promise<Deployment> {
  const deployment = await sendDeployment(plan, api);
  await replaceTriggers(api, deployment.id, plan.triggers);
  return deployment;
}

/** Creation replaces the schedules; only a change leaves those alone that the plan says nothing of. */
async function sendDeployment({ flowName, body, deployed }: DeploymentPlan, api: ApiClient): Promise<Deployment> {
  if (deployed !== null && body.schedules === undefined) {
    const { name: _name, schedules: _schedules, labels: _labels, ...content } = body;
    await updateDeployment(api, deployed.id, content);
    return readDeployment(api, deployed.id);
  }
  const flow = await registerFlow(api, { name: flowName });
  return createDeployment(api, { ...body, flow_id: flow.id });
}
