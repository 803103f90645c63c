import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { DeploymentPlan } from "./deployment-plan.ts";
import { planName } from "./deployment-plan.ts";
import { shellWord } from "./shell-word.ts";

/**
 * Refuses to take a flow's name for another flow: two of one call that have the same, or a deployment of another flow of
 * this folder, which is still there. Throws `invalid_deployment`.
 */
export async function refuseTakenNames(plans: readonly DeploymentPlan[], folder: string): Promise<void> {
  const flows = new Map<string, string>();
  for (const plan of plans) {
    const flow = plainEntryPoint(plan.body.entrypoint);
    const other = flows.get(plan.flowName) ?? flow;
    if (other !== flow) throw taken(plan.flowName, `${other} and ${flow} both have it`);
    flows.set(plan.flowName, flow);
    await refuseTaking(plan, folder);
  }
}

async function refuseTaking(plan: DeploymentPlan, folder: string): Promise<void> {
  const { flowName, deployed, siblings, body } = plan;
  for (const standing of [...(deployed === null ? [] : [deployed]), ...siblings]) {
    const other = plainEntryPoint(standing.entrypoint);
    if (other === plainEntryPoint(body.entrypoint) || !(await isStillThere(standing, folder))) continue;
    const name = planName({ flowName, body: { name: standing.name } });
    throw taken(
      flowName,
      `${name} is deployed from ${other}; to take it over: tutti deployment delete ${shellWord(name)}`,
    );
  }
}

/** Whether a deployment is of code that stands in this folder, and stands there now. */
async function isStillThere({ entrypoint, pull_steps: steps }: Deployment, folder: string): Promise<boolean> {
  const [, file, exportName] = /^(.+):([^:]+)$/.exec(entrypoint ?? "") ?? [];
  if (file === undefined || exportName === undefined) return false;
  if (!JSON.stringify(steps ?? []).includes(JSON.stringify(folder))) return false;
  const text = await readFile(resolve(folder, file), "utf8").catch(() => "");
  return text.split(/[^\p{ID_Continue}$]+/u).includes(exportName);
}

function taken(flowName: string, problem: string): TuttiError {
  return new TuttiError("invalid_deployment", `the flow name ${flowName} is taken: ${problem}. Give one another name`);
}

function plainEntryPoint(entrypoint: string | null | undefined): string {
  return (entrypoint ?? "").replace(/^\.\//, "");
}
