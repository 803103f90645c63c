import { filterDeployments } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import { instantFromMillis } from "@tutti/core/instant";
import type { Environment } from "@tutti/core/settings/read-settings";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { FlowDescription } from "../flow-description/flow-description.ts";
import { codeVersion } from "../git/code-version.ts";
import { entryPointText } from "../entry-point.ts";
import { deploymentJobVariables } from "./deployment-job-variables.ts";
import { checkCodePlace } from "./check-code-place.ts";
import { checkPlan } from "./check-plan.ts";
import { checkPullSteps } from "./check-pull-steps.ts";
import type { DeclaredDeployment } from "./declared-deployment.ts";
import type { DeploymentPlan } from "./deployment-plan.ts";
import { neverDueWarnings } from "./never-due.ts";
import { workPoolNamed } from "./work-pool-named.ts";
import { readTrigger } from "./deployment-trigger.ts";

const WORKING_DIRECTORY_STEP = "prefect.deployments.steps.set_working_directory";

/** Where a deployment's code is, and what git is told there. */
export interface CodePlace {
  readonly folder: string;
  readonly environment: Environment;
}

/**
 * Works out what a declared deployment becomes, and checks all of it. Nothing is changed on the server. Throws
 * `missing_work_pool` and `invalid_deployment`.
 */
export async function planDeployment(
  declared: DeclaredDeployment,
  flow: FlowDescription,
  { folder, environment }: CodePlace,
  api: ApiClient,
): Promise<DeploymentPlan> {
  const [workPool, deployed, ofFlow, commit] = await Promise.all([
    workPoolNamed(api, declared.workPoolName),
    deployedUnder(api, flow.name, declared.name),
    filterDeployments(api, { flows: { name: { any_: [flow.name] } } }),
    codeVersion(folder, environment),
  ]);
  const body = { ...bodyOf(declared, flow, folder, workPool), version: declared.version ?? commit ?? flow.version };
  checkPlan({ body, workPool });
  checkCodePlace(declared, workPool);
  await checkPullSteps(declared);
  const triggers = declared.triggers.map((trigger, index) => readTrigger(trigger, declared.name, index));
  const siblings = ofFlow.filter(({ name }) => name !== declared.name);
  const warnings = [...flow.warnings, ...neverDueWarnings(declared.schedules, instantFromMillis(Date.now()))];
  return { flowName: flow.name, body, triggers, workPool, deployed, siblings, warnings };
}

async function deployedUnder(api: ApiClient, flowName: string, name: string): Promise<Deployment | null> {
  const [deployment] = await filterDeployments(api, {
    flows: { name: { any_: [flowName] } },
    deployments: { name: { any_: [name] } },
    limit: 1,
  });
  return deployment ?? null;
}

function bodyOf(
  declared: DeclaredDeployment,
  flow: FlowDescription,
  folder: string,
  workPool: WorkPool,
): DeploymentPlan["body"] {
  const { concurrency } = declared;
  return {
    name: declared.name,
    entrypoint: entryPointText(declared.entryPoint),
    description: declared.description ?? flow.description,
    tags: [...declared.tags],
    parameters: declared.parameters,
    parameter_openapi_schema: flow.parameterSchema,
    enforce_parameter_schema: declared.enforceParameterSchema,
    ...(declared.paused === null ? {} : { paused: declared.paused }),
    ...(declared.schedules === null ? {} : { schedules: [...declared.schedules] }),
    concurrency_limit: concurrency?.limit ?? null,
    concurrency_options: concurrencyOptions(concurrency),
    work_pool_name: declared.workPoolName,
    work_queue_name: declared.workQueueName,
    job_variables: deploymentJobVariables(declared, workPool),
    pull_steps: [...(declared.pullSteps ?? [{ [WORKING_DIRECTORY_STEP]: { directory: folder } }])],
  };
}

function concurrencyOptions(concurrency: DeclaredDeployment["concurrency"]) {
  if (concurrency === null || concurrency.collisionStrategy === null) return null;
  const { collisionStrategy, gracePeriodSeconds } = concurrency;
  return {
    collision_strategy: collisionStrategy,
    ...(gracePeriodSeconds === null ? {} : { grace_period_seconds: gracePeriodSeconds }),
  };
}
