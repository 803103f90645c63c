import { applyPlans } from "@tutti/project/deploy/apply-plans";
import { planName } from "@tutti/project/deploy/deployment-plan";
import { type DeploySession, warn } from "./deploy-session.ts";
import type { PlannedDraft } from "./prepare-plans.ts";
import { type Deployed, tellDeployed } from "./tell-deployed.ts";

/** Sends what was planned, one after the other, and tells what was deployed. */
export async function sendPlans(
  planned: readonly PlannedDraft[],
  { api, output }: DeploySession,
  format: string | null,
): Promise<void> {
  const plans = planned.map(({ plan }) => plan);
  const deployments = await applyPlans(plans, api);
  if (format === "json") {
    output.json(deployments);
    return;
  }
  const deployed = deployments.flatMap((deployment, index): Deployed[] => {
    const plan = plans[index];
    return plan === undefined ? [] : [{ plan, deployment }];
  });
  await tellDeployed(deployed, api, output);
}

/** What could not be said as exactly as the flows mean it. */
export function tellWarnings(planned: readonly PlannedDraft[], { output }: DeploySession): void {
  for (const { plan } of planned) {
    for (const warning of plan.warnings) warn(output, `${planName(plan)}: ${warning}`);
  }
}
