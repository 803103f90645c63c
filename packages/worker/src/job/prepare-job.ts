import { readDeployment } from "@tutti/client/deployments";
import { readFlow } from "@tutti/client/flows";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { resolveTemplate } from "@tutti/client/template/resolve-template";
import { serverSources } from "@tutti/client/template/template-sources";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { fillPlaceholders } from "@tutti/core/placeholder/fill-placeholders";
import { valueAtPath } from "@tutti/core/placeholder/value-at-path";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { WorkerOffer } from "@tutti/core/wire/work-offer";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { type WarmKey, warmKeyOf } from "../warm/warm-key.ts";
import { type JobConfiguration, jobConfiguration } from "./job-configuration.ts";
import { runEnvironment } from "./job-environment.ts";
import { filledTemplate } from "./job-template.ts";
import { jobVariables } from "./job-variables.ts";

type OfferedRun = WorkerOffer["flow_run"];

/** What is known of a run before its job is configured. */
export interface RunPlan {
  readonly run: OfferedRun;
  readonly deployment: Deployment | null;
  readonly flowName: string;
}

export interface PreparedJob {
  readonly configuration: JobConfiguration;
  readonly environment: Record<string, string | null>;
  readonly warm: WarmKey | null;
}

/** The run's deployment; `gone` when it was deleted, null for a run that has none. */
export async function deploymentOf(api: ApiClient, run: OfferedRun): Promise<Deployment | "gone" | null> {
  if (run.deployment_id === null) return null;
  return readDeployment(api, run.deployment_id).catch((error: unknown) => {
    if (isNotFound(error)) return "gone" as const;
    throw error;
  });
}

/** Names of flows never change. */
export class FlowNames {
  readonly #api: ApiClient;
  readonly #names = new Map<string, string>();

  constructor(api: ApiClient) {
    this.#api = api;
  }

  async of(flowId: string): Promise<string> {
    const name = this.#names.get(flowId) ?? (await readFlow(this.#api, flowId)).name;
    this.#names.set(flowId, name);
    return name;
  }
}

/**
 * Configures the job of a run: the pool's template, if there is a pool, the variables of deployment and run, and what these name of the
 * server. Throws `invalid_template`.
 */
export async function prepareJob(
  api: ApiClient,
  pool: WorkPool | null,
  { run, deployment, flowName }: RunPlan,
  workerName: string,
): Promise<PreparedJob> {
  const variables = jobVariables(deployment?.job_variables ?? {}, run.job_variables ?? {});
  const configuration = await configured(api, pool, variables);
  const flow = { id: run.flow_id, name: flowName };
  const address = await api.address();
  const context = { flowRunId: run.id, flowId: flow.id, flowName, deployment, workerName, address };
  return {
    configuration: {
      ...configuration,
      name: nameOf(configuration.name, { ctx: { flow, flow_run: run } }) ?? run.name,
      labels: { ...infrastructureLabels(pool, { run, deployment, flowName }, workerName), ...configuration.labels },
    },
    environment: { ...runEnvironment(context), ...configuration.env },
    warm: warmKeyOf(deployment, configuration),
  };
}

/** The job of a run that says nothing itself. Throws `invalid_template`. */
export function poolJob(api: ApiClient, pool: WorkPool): Promise<JobConfiguration> {
  return configured(api, pool, {});
}

async function configured(api: ApiClient, pool: WorkPool | null, variables: JsonObject): Promise<JobConfiguration> {
  const template = filledTemplate(pool?.base_job_template ?? {}, variables);
  const filled = await resolveTemplate(template, null, serverSources(api, process.env));
  return jobConfiguration(isJsonObject(filled) ? filled : {});
}

/** `{{ ctx.flow.name }}` in the name of a job is the run's flow. */
function nameOf(name: string | null, values: unknown): string | null {
  const filled = fillPlaceholders(name, (named) => {
    const value = named.kind === "value" ? valueAtPath(values, named.path) : undefined;
    return value === undefined ? "nothing" : { value };
  });
  return typeof filled === "string" && filled !== "" ? filled : null;
}

/** By which a container or a job of a cluster is found, as Prefect names them. */
function infrastructureLabels(pool: WorkPool | null, plan: RunPlan, workerName: string): Record<string, string> {
  const { run, deployment, flowName } = plan;
  return {
    "prefect.io/flow-run-id": run.id,
    "prefect.io/flow-run-name": run.name,
    "prefect.io/flow-id": run.flow_id,
    "prefect.io/flow-name": flowName,
    ...(pool === null ? {} : { "prefect.io/work-pool-id": pool.id, "prefect.io/work-pool-name": pool.name }),
    "prefect.io/worker-name": workerName,
    ...(deployment === null
      ? {}
      : { "prefect.io/deployment-id": deployment.id, "prefect.io/deployment-name": deployment.name }),
  };
}
