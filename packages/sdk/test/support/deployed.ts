import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { createDeployment, createDeploymentRun } from "@tutti/client/deployments";
import { registerFlow } from "@tutti/client/flows";
import type { ApiClient } from "@tutti/client/http";
import type { FlowRun } from "@tutti/core/wire/flow-run";

/** The folder of the programs that tests deploy. */
export const PROGRAMS = fileURLToPath(new URL("../programs", import.meta.url));

export interface DeployedOptions {
  readonly entrypoint: string | null;
  readonly path?: string;
  readonly pullSteps?: readonly Record<string, unknown>[];
  readonly labels?: Record<string, string | number | boolean>;
}

let count = 0;

/** Makes a deployment of a flow, by its wire format alone. Gives its id. */
export async function deploy(api: ApiClient, flowName: string, options: DeployedOptions): Promise<string> {
  const flow = await registerFlow(api, { name: flowName });
  const { entrypoint, path = PROGRAMS, pullSteps, labels } = options;
  const made = await createDeployment(api, {
    flow_id: flow.id,
    name: `test-${count++}`,
    entrypoint,
    path,
    ...(pullSteps === undefined ? {} : { pull_steps: [...pullSteps] }),
    ...(labels === undefined ? {} : { labels }),
    job_variables: { command: "tutti flow-run execute" },
  });
  return made.id;
}

/** A run of a deployment that waits to be executed. */
export function createRun(
  api: ApiClient,
  deploymentId: string,
  parameters: Record<string, unknown> = {},
): Promise<FlowRun> {
  return createDeploymentRun(api, deploymentId, { parameters, idempotency_key: randomUUID() });
}
