import { broughtAboutLabels } from "@tutti/core/automation/own-doing";
import { addSeconds } from "@tutti/core/instant";
import type { AutomationAction } from "@tutti/core/wire/automation-action";
import { deploymentRunCreate } from "@tutti/core/wire/deployment-run";
import type { Deps } from "../../deps.ts";
import type { Tx } from "../command.ts";
import { createDeploymentRun } from "../deployments/create-deployment-run.ts";
import { relatedResource } from "../flow-runs/related-resources.ts";
import { ledToFiring } from "./brought-about-by.ts";
import { targetOf } from "./perform-on-target.ts";
import { renderParameters, type RenderTerms } from "./render-action.ts";

type RunDeployment = Extract<AutomationAction, { type: "run-deployment" }>;

/** Makes a run of the deployment. Its key is the invocation's: however often this is tried, there is one run. */
export async function performRunDeployment(
  tx: Tx,
  deps: Deps,
  action: RunDeployment,
  terms: RenderTerms,
): Promise<void> {
  const { invocation, report } = terms;
  const { automation, index, id: invoked } = invocation;
  const id = targetOf("deployment", action.deployment_id, invocation);
  report.related.push(relatedResource("target", `prefect.deployment.${id}`));
  const create = deploymentRunCreate.parse({
    parameters: await renderParameters(tx, deps, terms, action.parameters ?? {}),
    job_variables: action.job_variables,
    // Its creator is known already; those before it are on its label.
    labels: broughtAboutLabels(await ledToFiring(tx, invocation.firing)),
    idempotency_key: `automation ${automation.id}, action ${index}, invocation ${invoked}`,
  });
  const { result } = await createDeploymentRun(tx, deps, {
    id,
    create: {
      ...create,
      state: { type: "SCHEDULED", state_details: { scheduled_time: addSeconds(deps.now(), action.schedule_after) } },
    },
    creator: { id: automation.id, type: "AUTOMATION", display_value: automation.name },
  });
  report.details["status_code"] = 201;
  report.related.push(relatedResource("flow-run", `prefect.flow-run.${result.flow_run.id}`, result.flow_run.name));
}
