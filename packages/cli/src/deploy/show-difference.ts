import { planName } from "@tutti/project/deploy/deployment-plan";
import type { Draft } from "@tutti/project/deploy/draft";
import { type Change, differenceOf } from "@tutti/project/deploy/difference";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import type { DeploySession } from "./deploy-session.ts";
import type { PlannedDraft } from "./prepare-plans.ts";

/** What a deploy would change. Nothing is changed. */
export async function showDifference(
  planned: readonly PlannedDraft[],
  { api, output }: DeploySession,
  format: string | null,
): Promise<void> {
  const all = await Promise.all(
    planned.map(async ({ draft, plan }) => ({
      name: planName(plan),
      isNew: plan.deployed === null,
      changes: (await differenceOf(plan, api)).filter(({ field }) => field !== "version" || !isVersionLate(draft)),
    })),
  );
  if (format === "json") {
    output.json(all.map(({ name, isNew, changes }) => ({ name, action: actionOf(isNew, changes), changes })));
    return;
  }
  for (const { name, isNew, changes } of all) {
    output.line(`${output.style("bold", oneLine(name))}  ${actionOf(isNew, changes)}`);
    for (const change of changes) printChange(change, isNew, output);
  }
  if (planned.some(({ draft: { steps } }) => steps.build.length + steps.push.length > 0)) {
    output.say("Build and push steps were not run; what they put out is left out here.");
  }
  output.say("Nothing was changed.");
}

/** One that a build step puts out is not known: the flow's own, which the plan has instead, is not what would be sent. */
function isVersionLate({ steps, values: { version } }: Draft): boolean {
  return steps.build.length + steps.push.length > 0 && String(version ?? "").includes("{{");
}

function actionOf(isNew: boolean, changes: readonly Change[]): string {
  if (isNew) return "create";
  return changes.length === 0 ? "unchanged" : "update";
}

function printChange({ field, from, to }: Change, isNew: boolean, output: Output): void {
  if (!isNew) output.line(output.style("red", `  - ${field}: ${textOf(from)}`));
  output.line(output.style("green", `  + ${field}: ${textOf(to)}`));
}

function textOf(value: unknown): string {
  return value === undefined ? "null" : oneLine(JSON.stringify(value));
}
