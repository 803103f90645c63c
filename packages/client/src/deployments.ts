import { TuttiError } from "@tutti/core/errors";
import type { z } from "zod";
import {
  type Deployment,
  deployment,
  type deploymentCreate,
  type deploymentsCountBody,
  type deploymentsFilterBody,
  type deploymentUpdate,
} from "@tutti/core/wire/deployment";
import type { deploymentRunCreate, scheduledRunsBody } from "@tutti/core/wire/deployment-run";
import { type FlowRun, flowRun } from "@tutti/core/wire/flow-run";
import type { ApiClient } from "./http.ts";
import { arrayOf, count } from "./parsers.ts";
import { ResponseError } from "./response-error.ts";

/** Creates the deployment of this flow and name, or changes the one that is there. */
export function createDeployment(api: ApiClient, body: z.input<typeof deploymentCreate>): Promise<Deployment> {
  return api.post("/deployments/", body, deployment);
}

export function readDeployment(api: ApiClient, id: string): Promise<Deployment> {
  return api.get(`/deployments/${id}`, deployment);
}

export function readDeploymentByName(api: ApiClient, flowName: string, name: string): Promise<Deployment> {
  return api.get(`/deployments/name/${encodeURIComponent(flowName)}/${encodeURIComponent(name)}`, deployment);
}

export function updateDeployment(api: ApiClient, id: string, body: z.input<typeof deploymentUpdate>): Promise<void> {
  return api.send("PATCH", `/deployments/${id}`, body);
}

export function deleteDeployment(api: ApiClient, id: string): Promise<void> {
  return api.send("DELETE", `/deployments/${id}`);
}

export function filterDeployments(api: ApiClient, body: z.input<typeof deploymentsFilterBody>): Promise<Deployment[]> {
  return api.post("/deployments/filter", body, arrayOf(deployment));
}

export function countDeployments(api: ApiClient, body: z.input<typeof deploymentsCountBody>): Promise<number> {
  return api.post("/deployments/count", body, count);
}

/** Makes no more runs of its schedules, and takes back those that were made ahead. */
export function pauseDeployment(api: ApiClient, id: string): Promise<void> {
  return api.send("POST", `/deployments/${id}/pause_deployment`);
}

export function resumeDeployment(api: ApiClient, id: string): Promise<void> {
  return api.send("POST", `/deployments/${id}/resume_deployment`);
}

/**
 * Creates a run of the deployment. Give an idempotency key: the request may be repeated. Rejects with `invalid_parameters`
 * when they do not fit the deployment's schema.
 */
export async function createDeploymentRun(
  api: ApiClient,
  id: string,
  body: z.input<typeof deploymentRunCreate>,
): Promise<FlowRun> {
  try {
    return await api.post(`/deployments/${id}/create_flow_run`, body, flowRun);
  } catch (error) {
    // The only conflict there is: a key that is known answers the run it was first given for.
    if (!(error instanceof ResponseError) || error.status !== 409) throw error;
    throw new TuttiError("invalid_parameters", error.detail.replace(/^Error creating flow run: /, ""), {
      cause: error,
    });
  }
}

/** Runs of these deployments that are due by a time, whoever is going to execute them. */
export function pollDeployments(api: ApiClient, body: z.input<typeof scheduledRunsBody>): Promise<FlowRun[]> {
  return api.post("/deployments/get_scheduled_flow_runs", body, arrayOf(flowRun));
}
