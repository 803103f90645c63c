import type { Draft } from "@tutti/project/deploy/draft";
import type { DeploymentValues } from "@tutti/project/files/project-schema";
import { saveDeployment } from "@tutti/project/files/save-deployment";
import type { CommandContext } from "../context.ts";
import { offer } from "../prompts.ts";
import type { DeployOptions } from "./deploy-options.ts";
import type { DeploySession } from "./deploy-session.ts";

/** Writes what was deployed into the project's file: when --save says so, or a person wants it. */
export async function offerSaving(
  context: CommandContext,
  { project, output }: DeploySession,
  draft: Draft,
  { save, noSave }: DeployOptions,
): Promise<void> {
  if (noSave === false || (!save && (!context.isInteractive || draft.entry !== null))) return;
  const message = "Write it into tutti.yaml, so that next time its name is enough?";
  if (!save && !(await offer(context, { message, instead: "--save or --no-save" }))) return;
  const file = await saveDeployment(project, savedValues(draft.values), draft.entry);
  output.say(`Wrote it into ${file}. Next time: tutti deploy -n ${String(draft.values.name)}`);
}

/** What says nothing is not written. */
function savedValues(values: DeploymentValues): DeploymentValues {
  const { work_pool: pool, ...rest } = values;
  const kept = Object.entries(rest).filter(([, value]) => !isEmpty(value));
  const poolValues = Object.entries(pool ?? {}).filter(([, value]) => !isEmpty(value));
  return { ...Object.fromEntries(kept), work_pool: Object.fromEntries(poolValues) };
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0;
}
