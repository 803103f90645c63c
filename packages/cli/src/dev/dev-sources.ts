import type { ApiClient } from "@tutti/client/http";
import { serverSources } from "@tutti/client/template/template-sources";
import { isJsonObject } from "@tutti/core/json-object";
import type { Environment } from "@tutti/core/settings/read-settings";
import { declareDeployment } from "@tutti/project/deploy/declare-deployment";
import type { DeclaredDeployment } from "@tutti/project/deploy/declared-deployment";
import type { DeploymentPlan } from "@tutti/project/deploy/deployment-plan";
import { fillDraft } from "@tutti/project/deploy/fill-draft";
import { planDeployment } from "@tutti/project/deploy/plan-deployment";
import { parseEntryPoint } from "@tutti/project/entry-point";
import { type DeploymentEntry, entryName } from "@tutti/project/files/deployment-entry";
import { readProject } from "@tutti/project/files/read-project";
import { findFlows } from "@tutti/project/flow-description/find-flows";
import type { KnownFlows } from "../deploy/known-flows.ts";

export const DEV = "dev";

export interface DevPlace {
  readonly api: ApiClient;
  readonly folder: string;
  readonly environment: Environment;
  readonly pool: string;
}

/** The same for one look at the folder. */
export interface DevLook extends DevPlace {
  readonly flows: KnownFlows;
}

/** Something in the folder that `tutti dev` deploys. */
export interface DevSource {
  /** What people know it by: an entry point, or where it stands in a file. One and the same in every round. */
  readonly title: string;
  readonly entrypoint: string;
  readonly plan: () => Promise<DeploymentPlan>;
}

/** The flows that are found in the folder. */
export async function foundFlows(place: DevLook): Promise<DevSource[]> {
  const found = await findFlows(place.folder);
  return found.map((entrypoint) => ({ title: entrypoint, entrypoint, plan: () => planFlow(entrypoint, place) }));
}

/** The deployments that the project's files describe, as far as they say what and under which name. */
export async function describedDeployments(place: DevLook): Promise<DevSource[]> {
  const { deployments } = await readProject(place.folder);
  return deployments.flatMap((entry) => {
    const [name, entrypoint] = [entryName(entry) ?? "", entry.values.entrypoint ?? ""];
    if (name === "" || entrypoint === "") return [];
    return [{ title: `${name} (${entrypoint})`, entrypoint, plan: () => planDescribed(entry, place) }];
  });
}

function planFlow(entrypoint: string, place: DevLook): Promise<DeploymentPlan> {
  return planHere({ ...UNSAID, entryPoint: parseEntryPoint(entrypoint), name: DEV, workPoolName: place.pool }, place);
}

/**
 * A deployment as its file has it, but of the code that stands here, for the pool of `tutti dev`, and under a name that is
 * no other's. Its schedules are there and rest: what is tried out starts nothing by itself.
 */
async function planDescribed(entry: DeploymentEntry, place: DevLook): Promise<DeploymentPlan> {
  const { work_pool: pool, ...values } = entry.values;
  const draft = {
    entry,
    values: { ...values, work_pool: { ...pool, name: place.pool } },
    steps: { build: [], push: [], pull: null },
  };
  const declared = declareDeployment(await fillDraft(draft, {}, serverSources(place.api, place.environment)));
  const plan = await planHere(
    {
      ...declared,
      name: `${declared.name}-${DEV}`,
      tags: [...new Set([...declared.tags, DEV])],
      workQueueName: null,
      schedules: declared.schedules?.map((schedule) => ({ ...schedule, active: false })) ?? null,
    },
    place,
  );
  return { ...plan, body: ofPool(plan) };
}

async function planHere(
  declared: DeclaredDeployment,
  { api, folder, environment, flows }: DevLook,
): Promise<DeploymentPlan> {
  const flow = await flows.describe(declared.entryPoint, folder, environment);
  return planDeployment(declared, flow, { folder, environment }, api);
}

/** Without what jobs of other pools are told, and without schedules where somebody may have set them already. */
function ofPool({ body, deployed, workPool }: DeploymentPlan): DeploymentPlan["body"] {
  const { schedules, job_variables: given, ...rest } = body;
  const { variables } = workPool.base_job_template;
  const known = isJsonObject(variables) && isJsonObject(variables["properties"]) ? variables["properties"] : null;
  const kept = Object.entries(given ?? {}).filter(([name]) => known === null || name in known);
  return {
    ...rest,
    job_variables: Object.fromEntries(kept),
    ...(deployed === null && schedules !== undefined ? { schedules } : {}),
  };
}

/** Schedules and pauses stay as somebody set them in the dashboard. */
const UNSAID = {
  description: null,
  version: null,
  tags: [DEV],
  parameters: {},
  enforceParameterSchema: true,
  paused: null,
  concurrency: null,
  workQueueName: null,
  jobVariables: {},
  schedules: null,
  triggers: [],
  pullSteps: null,
} as const;
