import { applyPlan } from "@tutti/project/deploy/apply-plan";
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
  const deployed: Deployed[] = [];
  for (const { plan } of planned) deployed.push({ plan, deployment: await applyPlan(plan, api) });
  if (format === "json") output.json(deployed.map(({ deployment }) => deployment));
  else await tellDeployed(deployed, api, output);
}

/** What could not be said as exactly as the flows mean it. */
export function tellWarnings(planned: readonly PlannedDraft[], { output }: DeploySession): void {
  for (const { plan } of planned) {
    for (const warning of plan.warnings) warn(output, `${planName(plan)}: ${warning}`);
  }
}
