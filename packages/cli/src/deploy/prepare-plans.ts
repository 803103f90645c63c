import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { declareDeployment } from "@tutti/project/deploy/declare-deployment";
import type { DeploymentPlan } from "@tutti/project/deploy/deployment-plan";
import type { Draft } from "@tutti/project/deploy/draft";
import { fillDraft } from "@tutti/project/deploy/fill-draft";
import { refuseTakenNames } from "@tutti/project/deploy/flow-conflicts";
import { planDeployment } from "@tutti/project/deploy/plan-deployment";
import type { FlowDescription } from "@tutti/project/flow-description/flow-description";
import type { DeploymentValues } from "@tutti/project/files/project-schema";
import type { Outputs } from "@tutti/client/template/resolve-template";
import type { KnownFlows } from "./known-flows.ts";
import type { DeploySession } from "./deploy-session.ts";

/** A draft with what it becomes. */
export interface PlannedDraft {
  readonly draft: Draft;
  readonly plan: DeploymentPlan;
}

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
  const { api, sources, project } = session;
  const filled = await fillDraft(draft, outputs, sources);
  const declared = declareDeployment(filled);
  const folder = resolve(project.directory, filled.values.path ?? ".");
  const flow =
    (await writtenFlow(filled.values, folder)) ??
    (await flows.describe(declared.entryPoint, folder, session.environment));
  return planDeployment(declared, flow, { folder, environment: session.environment }, api);
}

/** A file of Prefect 2 says itself what the flow is: it may be applied where the code is not. */
async function writtenFlow(values: DeploymentValues, folder: string): Promise<FlowDescription | null> {
  const { flow_name: name, parameter_openapi_schema: schema, version, description, entrypoint } = values;
  const file = resolve(folder, (entrypoint ?? "").replace(/:[^:]*$/, ""));
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere || !name || !schema) return null;
  return {
    name,
    version: version === null || version === undefined ? null : String(version),
    description: description ?? null,
    parameterSchema: schema,
    warnings: ["Its code is not here: the flow is what the file says of it."],
  };
}
