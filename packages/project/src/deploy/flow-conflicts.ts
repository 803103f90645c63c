import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import type { DeploymentPlan } from "./deployment-plan.ts";
import { planName } from "./deployment-plan.ts";
import { shellWord } from "./shell-word.ts";

/**
 * Refuses to take a flow's name for another flow: two files of one call that name theirs alike, or a deployment that is
 * deployed from another file of this folder, which is still there. Throws `invalid_deployment`.
 */
export async function refuseTakenNames(plans: readonly DeploymentPlan[], folder: string): Promise<void> {
  const files = new Map<string, string>();
  for (const plan of plans) {
    const file = fileOf(plan.body.entrypoint);
    const other = files.get(plan.flowName) ?? file;
    if (other !== file) throw taken(plan.flowName, `${other} and ${file} both have a flow of this name`);
    files.set(plan.flowName, file);
    await refuseReplacing(plan, folder);
  }
}

async function refuseReplacing(plan: DeploymentPlan, folder: string): Promise<void> {
  const file = fileOf(plan.body.entrypoint);
  const other = fileOf(plan.deployed?.entrypoint);
  const isElsewhere = !JSON.stringify(plan.deployed?.pull_steps ?? []).includes(JSON.stringify(folder));
  if (other === "" || resolve(folder, other) === resolve(folder, file) || isElsewhere) return;
  const isThere = await access(resolve(folder, other)).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  const remove = `tutti deployment delete ${shellWord(planName(plan))}`;
  throw taken(plan.flowName, `${planName(plan)} is deployed from ${other}; to take it over: ${remove}`);
}

function taken(flowName: string, problem: string): TuttiError {
  return new TuttiError("invalid_deployment", `the flow name ${flowName} is taken: ${problem}. Give one another name`);
}

function fileOf(entrypoint: string | null | undefined): string {
  return (entrypoint ?? "").replace(/:[^:]*$/, "").replace(/^\.\//, "");
}
