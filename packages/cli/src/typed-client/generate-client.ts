import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { filterDeployments } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import { filterWorkPools } from "@tutti/client/work-pools";
import { TuttiError } from "@tutti/core/errors";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import type { CommandContext } from "../context.ts";
import { flowNames } from "../runs/flow-names.ts";
import { readPages } from "../runs/read-pages.ts";
import { renderClient, type TypedDeployment } from "./render-client.ts";

const ALL = Number.MAX_SAFE_INTEGER;

export interface GenerateOptions {
  readonly file: string | null;
  readonly flows: readonly string[];
  readonly deployments: readonly string[];
}

/** Writes a module of typed functions, one for each deployment that is meant. Throws `invalid_usage`, `not_found`. */
export async function generateClient(context: CommandContext, options: GenerateOptions): Promise<void> {
  if (options.file === null) throw new TuttiError("invalid_usage", "Where to? Name the file with --output.");
  const all = await typedDeployments(await context.connect());
  const chosen = all.filter(({ name }) => isMeant(name, options));
  if (chosen.length === 0) throw new TuttiError("not_found", "No deployment fits; tutti deployment ls lists them.");
  const path = resolve(options.file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, renderClient(chosen));
  context.output.line(path);
  const count = chosen.length === 1 ? "1 deployment" : `${chosen.length} deployments`;
  context.output.say(`Wrote ${count}: import { deployments } from it.`);
}

/** A deployment may be named with its flow, or without. */
function isMeant(fullName: string, { flows, deployments }: GenerateOptions): boolean {
  const [flow = "", name = ""] = fullName.split(/\/(.*)/s);
  const isOfFlow = flows.length === 0 || flows.includes(flow);
  return isOfFlow && (deployments.length === 0 || deployments.includes(fullName) || deployments.includes(name));
}

async function typedDeployments(api: ApiClient): Promise<TypedDeployment[]> {
  const deployments = await readPages(ALL, (page) => filterDeployments(api, page));
  const pools = new Map(
    (await readPages(ALL, (page) => filterWorkPools(api, page))).map((pool) => [pool.name, pool.base_job_template]),
  );
  const flows = await flowNames(
    api,
    deployments.map(({ flow_id }) => flow_id),
  );
  return deployments
    .map((deployment) => ({
      name: `${flows.get(deployment.flow_id) ?? ""}/${deployment.name}`,
      description: deployment.description,
      parameters: deployment.parameter_openapi_schema ?? {},
      jobVariables: variablesOf(pools.get(deployment.work_pool_name ?? "")),
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function variablesOf(template: JsonObject | undefined): JsonObject | null {
  const variables = template?.["variables"];
  return isJsonObject(variables) ? variables : null;
}
