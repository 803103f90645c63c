import type { Draft } from "@tutti/project/deploy/draft";
import { entryName } from "@tutti/project/files/deployment-entry";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import { type DeploySession, openDeploySession } from "./deploy-session.ts";
import { KnownFlows } from "./known-flows.ts";
import { type PlannedDraft, preparePlans } from "./prepare-plans.ts";
import { sendPlans, tellWarnings } from "./send-plans.ts";

/** `tutti deployment apply`: deploys each file's deployments. All are planned and checked before any is sent. */
export async function applyFiles(
  context: CommandContext,
  files: readonly string[],
  format: string | null,
): Promise<void> {
  const planned: PlannedDraft[] = [];
  let session: DeploySession | null = null;
  for (const file of files) {
    session = await openDeploySession(context, file);
    planned.push(...(await preparePlans(draftsOf(session, file), session, new KnownFlows())));
  }
  if (session === null) return;
  tellWarnings(planned, session);
  await sendPlans(planned, session, format);
}

function draftsOf({ project }: DeploySession, file: string): Draft[] {
  const drafts = project.deployments
    .filter((entry) => (entryName(entry) ?? "") !== "")
    .map((entry) => ({ entry, values: entry.values, steps: entry.steps }));
  if (drafts.length > 0) return drafts;
  throw new TuttiError("invalid_deployment", `${file} describes no deployment with a name`);
}
