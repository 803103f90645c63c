import type { StepReport } from "@tutti/project/steps/run-steps";
import type { Connection } from "../connection.ts";
import { newId } from "../engine/new-id.ts";

/** Whose code a step brought. */
export interface PulledFor {
  readonly flowRunId: string;
  readonly deploymentId: string;
}

/**
 * Tells in an event, as Prefect's engine does, how a step ended that brought the code of a run. Nothing waits for it, and
 * a run does not fail for want of it.
 */
export function tellPullStep(
  { session }: Pick<Connection, "session">,
  { flowRunId, deploymentId }: PulledFor,
  report: StepReport,
): void {
  const { outcome, index, qualifiedName, stepName, id, inputs } = report;
  const event = {
    id: newId(),
    occurred: new Date().toISOString(),
    event: `prefect.flow-run.pull-step.${outcome}`,
    resource: { "prefect.resource.id": `prefect.flow-run.${flowRunId}` },
    related: [{ "prefect.resource.id": `prefect.deployment.${deploymentId}`, "prefect.resource.role": "deployment" }],
    payload: { index, qualified_name: qualifiedName, step_name: stepName, id, inputs },
  };
  session.post(event, () => undefined);
}
