import type { Deployment } from "@tutti/core/wire/deployment";
import { applyPlan } from "@tutti/project/deploy/apply-plan";
import { planName } from "@tutti/project/deploy/deployment-plan";
import type { Draft } from "@tutti/project/deploy/draft";
import type { CommandContext } from "../context.ts";
import { chooseDrafts } from "./choose-drafts.ts";
import { completeDraft } from "./complete-draft.ts";
import type { DeployOptions } from "./deploy-options.ts";
import { type DeploySession, openDeploySession, warn } from "./deploy-session.ts";
import { offerSaving } from "./offer-saving.ts";
import { type KnownFlows, type PlannedDraft, preparePlans } from "./prepare-plans.ts";
import { runBuildSteps } from "./run-build-steps.ts";
import { showDifference } from "./show-difference.ts";
import { tellDeployed } from "./tell-deployed.ts";

/** `tutti deploy`: chooses, plans and checks all, runs the steps that build the code, then sends. */
export async function deployFlows(
  context: CommandContext,
  entrypoint: string | null,
  options: DeployOptions,
): Promise<void> {
  const { output } = context;
  const session = await openDeploySession(context, options.prefectFile);
  if (options.sla.length > 0) warn(output, "SLAs are known to Prefect Cloud only; --sla is passed over.");
  const flows: KnownFlows = new Map();
  const drafts: Draft[] = [];
  for (const draft of await chooseDrafts(context, session.project, entrypoint, options)) {
    drafts.push(await completeDraft(context, session, draft, flows, options));
  }
  const planned = await preparePlans(drafts, session, flows);
  for (const { plan } of planned) {
    for (const warning of plan.warnings) warn(output, `${planName(plan)}: ${warning}`);
  }
  if (options.dryRun) {
    await showDifference(planned, session, options.output);
    return;
  }
  const ready = await built(planned, session, flows);
  const deployed: { plan: PlannedDraft["plan"]; deployment: Deployment }[] = [];
  for (const { plan } of ready) deployed.push({ plan, deployment: await applyPlan(plan, session.api) });
  if (options.output === "json") output.json(deployed.map(({ deployment }) => deployment));
  else await tellDeployed(deployed, session.api, output);
  for (const draft of drafts) await offerSaving(context, session, draft, options);
}

/** Plans anew with what the steps put out; without steps all is known already. */
async function built(
  planned: readonly PlannedDraft[],
  session: DeploySession,
  flows: KnownFlows,
): Promise<readonly PlannedDraft[]> {
  const drafts = planned.map(({ draft }) => draft);
  if (drafts.every(({ steps }) => steps.build.length + steps.push.length === 0)) return planned;
  const outputs = await runBuildSteps(drafts, session);
  return preparePlans(drafts, session, flows, (draft) => outputs.get(draft) ?? {});
}
