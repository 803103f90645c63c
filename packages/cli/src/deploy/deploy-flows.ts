import type { Draft } from "@tutti/project/deploy/draft";
import type { CommandContext } from "../context.ts";
import { chooseDrafts } from "./choose-drafts.ts";
import { completeDraft } from "./complete-draft.ts";
import type { DeployOptions } from "./deploy-options.ts";
import { type DeploySession, openDeploySession, warn } from "./deploy-session.ts";
import { KnownFlows } from "./known-flows.ts";
import { takingBackPools } from "./ensure-pool.ts";
import { offerSaving } from "./offer-saving.ts";
import { type PlannedDraft, preparePlans } from "./prepare-plans.ts";
import { runBuildSteps } from "./run-build-steps.ts";
import { showDifference } from "./show-difference.ts";
import { sendPlans, tellWarnings } from "./send-plans.ts";

/** `tutti deploy`: chooses, plans and checks all, runs the steps that build the code, then sends. */
export async function deployFlows(
  context: CommandContext,
  entrypoint: string | null,
  options: DeployOptions,
): Promise<void> {
  const session = await openDeploySession(context, options.prefectFile);
  if (options.sla.length > 0) warn(context.output, "SLAs are known to Prefect Cloud only; --sla is passed over.");
  const chosen = await chooseDrafts(context, session.project, entrypoint, options);
  const drafts = await takingBackPools(session, () => deployDrafts(context, session, chosen, options));
  for (const draft of drafts) await offerSaving(context, session, draft, options);
}

/** Answers what was deployed; nothing when it was only looked at. */
async function deployDrafts(
  context: CommandContext,
  session: DeploySession,
  chosen: readonly Draft[],
  options: DeployOptions,
): Promise<readonly Draft[]> {
  const flows = new KnownFlows();
  const drafts: Draft[] = [];
  for (const draft of chosen) drafts.push(await completeDraft(context, session, draft, flows, options));
  const planned = await preparePlans(drafts, session, flows);
  tellWarnings(planned, session);
  if (options.dryRun) {
    await showDifference(planned, session, options.output);
    return [];
  }
  const ready = await built(planned, session, flows);
  await sendPlans(ready, session, options.output);
  return drafts;
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
