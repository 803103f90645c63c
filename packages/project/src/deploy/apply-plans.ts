import { createAutomation, deleteAutomationsOwnedBy, readAutomationsRelatedTo } from "@tutti/client/automations";
import { createDeployment, deleteDeployment, readDeploymentByName } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound, reasonOf } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { Automation } from "@tutti/core/wire/automation";
import type { Deployment } from "@tutti/core/wire/deployment";
import { applyPlan } from "./apply-plan.ts";
import { ownerOf } from "./replace-triggers.ts";
import { deployedBody } from "./deployed-body.ts";
import { type DeploymentPlan, planName } from "./deployment-plan.ts";

/** What stood before a plan was sent. */
interface Before {
  readonly plan: DeploymentPlan;
  readonly automations: readonly Automation[];
}

/**
 * Sends plans, one after the other. The protocol has no request for several, so where one fails, what was sent before is
 * taken back: a new deployment is deleted, another is as it was. Throws `undone_deploy` then, which says what became of each.
 */
export async function applyPlans(plans: readonly DeploymentPlan[], api: ApiClient): Promise<Deployment[]> {
  const begun: Before[] = [];
  const deployed: Deployment[] = [];
  try {
    for (const plan of plans) {
      begun.push({ plan, automations: await automationsOf(plan.deployed, api) });
      deployed.push(await applyPlan(plan, api));
    }
    return deployed;
  } catch (error) {
    throw await takenBack(begun, error, api);
  }
}

async function automationsOf(deployed: Deployment | null, api: ApiClient): Promise<readonly Automation[]> {
  if (deployed === null) return [];
  const related = await readAutomationsRelatedTo(api, ownerOf(deployed));
  return related.filter((automation) => isToRun(automation, deployed));
}

/** What is only about the deployment stays when it is deployed anew. */
function isToRun({ actions }: Automation, { id }: Deployment): boolean {
  return actions.some((action) => "deployment_id" in action && action.deployment_id === id);
}

async function takenBack(begun: readonly Before[], error: unknown, api: ApiClient): Promise<unknown> {
  const failed = begun.at(-1);
  if (failed === undefined) return error;
  const [undone, left]: [string[], string[]] = [[], []];
  for (const before of begun.toReversed()) {
    const name = planName(before.plan);
    try {
      await undo(before, api);
      if (before !== failed) undone.push(name);
    } catch (problem) {
      left.push(`${name} (${reasonOf(problem)})`);
    }
  }
  // One deployment, and nothing of it is left: its own error says all.
  if (undone.length + left.length === 0) return error;
  const what = [
    `${planName(failed.plan)} was refused (${reasonOf(error)})`,
    ...(undone.length === 0 ? [] : [`taken back: ${undone.toReversed().join(", ")}`]),
    ...(left.length === 0 ? [] : [`not as before: ${left.join(", ")}`]),
  ];
  return new TuttiError("undone_deploy", what.join("; "), { cause: error });
}

async function undo({ plan, automations }: Before, api: ApiClient): Promise<void> {
  if (plan.deployed === null) {
    await removeNew(plan, api);
    return;
  }
  const restored = await createDeployment(api, deployedBody(plan.deployed));
  await deleteAutomationsOwnedBy(api, ownerOf(restored));
  for (const { id: _id, created: _created, updated: _updated, ...automation } of automations) {
    await createAutomation(api, { ...automation, owner_resource: ownerOf(restored) });
  }
}

async function removeNew({ flowName, body }: DeploymentPlan, api: ApiClient): Promise<void> {
  try {
    const made = await readDeploymentByName(api, flowName, body.name);
    await deleteAutomationsOwnedBy(api, ownerOf(made));
    await deleteDeployment(api, made.id);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
