import { declareDeployment } from "@tutti/project/deploy/declare-deployment";
import type { DeploymentPlan } from "@tutti/project/deploy/deployment-plan";
import type { Draft } from "@tutti/project/deploy/draft";
import { fillDraft } from "@tutti/project/deploy/fill-draft";
import { refuseTakenNames } from "@tutti/project/deploy/flow-conflicts";
import { planDeployment } from "@tutti/project/deploy/plan-deployment";
import { entryPointText } from "@tutti/project/entry-point";
import { describeFlow } from "@tutti/project/flow-description/describe-flow";
import type { FlowDescription } from "@tutti/project/flow-description/flow-description";
import type { Outputs } from "@tutti/client/template/resolve-template";
import type { DeploySession } from "./deploy-session.ts";

/** A draft with what it becomes. */
export interface PlannedDraft {
  readonly draft: Draft;
  readonly plan: DeploymentPlan;
}

/** Flows that were asked what they are, by entry point: each file is loaded once. */
export type KnownFlows = Map<string, Promise<FlowDescription>>;

/** Plans every draft, and checks all of them, before anything is sent. */
export async function preparePlans(
  drafts: readonly Draft[],
  session: DeploySession,
  flows: KnownFlows,
  outputsOf: (draft: Draft) => Outputs = () => ({}),
): Promise<PlannedDraft[]> {
  const planned: PlannedDraft[] = [];
  for (const draft of drafts) {
    planned.push({ draft, plan: await planDraft(draft, session, flows, outputsOf(draft)) });
  }
  await refuseTakenNames(
    planned.map(({ plan }) => plan),
    session.project.directory,
  );
  return planned;
}

async function planDraft(draft: Draft, session: DeploySession, flows: KnownFlows, outputs: Outputs) {
  const { api, environment, sources, project } = session;
  const declared = declareDeployment(await fillDraft(draft, outputs, sources));
  const key = entryPointText(declared.entryPoint);
  const describing = flows.get(key) ?? describeFlow(declared.entryPoint, project.directory, environment);
  flows.set(key, describing);
  return planDeployment(declared, await describing, project.directory, api);
}
