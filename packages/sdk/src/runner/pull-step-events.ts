import { sendEvents } from "@tutti/client/events";
import type { ApiClient } from "@tutti/client/http";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { StepReport } from "@tutti/project/steps/run-steps";
import { newId } from "../engine/new-id.ts";

/**
 * Tells in an event, as Prefect's engine does, how a step ended that brought the code of a run. Nothing waits for it, and
 * a run does not fail for want of it.
 */
export function tellPullStep(api: ApiClient, flowRunId: string, deployment: Deployment, report: StepReport): void {
  const { outcome, index, qualifiedName, stepName, id, inputs } = report;
  const event = {
    id: newId(),
    occurred: new Date().toISOString(),
    event: `prefect.flow-run.pull-step.${outcome}`,
    resource: { "prefect.resource.id": `prefect.flow-run.${flowRunId}` },
    related: [{ "prefect.resource.id": `prefect.deployment.${deployment.id}`, "prefect.resource.role": "deployment" }],
    payload: { index, qualified_name: qualifiedName, step_name: stepName, id, inputs },
  };
  sendEvents(api, [event]).catch(() => undefined);
}
