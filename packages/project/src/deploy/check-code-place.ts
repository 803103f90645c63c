import { TuttiError } from "@tutti/core/errors";
import { isJsonObject } from "@tutti/core/json-object";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { DeclaredDeployment } from "./declared-deployment.ts";

type Declared = Pick<DeclaredDeployment, "name" | "pullSteps" | "jobVariables">;
type Pool = Pick<WorkPool, "name" | "type" | "base_job_template">;

/** What brings code into a container: an image with it, or a folder of the machine. */
const BRINGS_CODE = ["image", "volumes"];

/**
 * Refuses a pool whose jobs run in containers for code that stands in this folder: they would not find it. Whoever gives
 * an image or volumes, with the deployment or for the whole pool, knows what is in them. Throws `invalid_deployment`.
 */
export function checkCodePlace({ name, pullSteps, jobVariables }: Declared, pool: Pool): void {
  const { job_configuration: configuration, variables } = pool.base_job_template;
  const properties = isJsonObject(variables) && isJsonObject(variables["properties"]) ? variables["properties"] : {};
  if (pullSteps !== null || !("image" in properties)) return;
  const isBrought = BRINGS_CODE.some((key) => isSaid(jobVariables[key]) || isSaid(defaultOf(properties[key])));
  if (isBrought || JSON.stringify(configuration ?? null).includes("volumeMounts")) return;
  const problem = `the jobs of the work pool ${pool.name} run in containers (${pool.type}), which do not see this folder`;
  const ways =
    "Say how the code gets there, with --recipe docker or docker-git or by pull steps, or name a pool of processes";
  throw new TuttiError("invalid_deployment", `${name}: ${problem}. ${ways}`);
}

function defaultOf(property: unknown): unknown {
  return isJsonObject(property) ? property["default"] : null;
}

function isSaid(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== "";
}
