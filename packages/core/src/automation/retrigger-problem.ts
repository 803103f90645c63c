import type { AutomationAction } from "../wire/automation-action.ts";
import type { ResourceSpecification, TriggerInput } from "../wire/trigger.ts";

/** Every run of a deployment passes through these, so that each run would start the next. */
const OF_EVERY_RUN = new Set([
  "prefect.flow-run.Scheduled",
  "prefect.flow-run.Pending",
  "prefect.flow-run.Running",
  "prefect.flow-run.*",
]);

/** Why an automation that is enabled would start runs without end; null when it would not. */
export function retriggerProblem(trigger: TriggerInput, actions: readonly AutomationAction[]): string | null {
  if (trigger.type !== "event" || trigger.posture !== "Reactive") return null;
  if (!trigger.expect.some((name) => OF_EVERY_RUN.has(name))) return null;
  const sources = new Set(actions.flatMap((action) => (action.type === "run-deployment" ? [action.source] : [])));
  if (sources.has("inferred")) {
    return "A run of an inferred deployment would trigger this automation again, without end. Choose a deployment, and labels in match or match_related that its runs do not have.";
  }
  const related = Array.isArray(trigger.match_related) ? trigger.match_related : [trigger.match_related];
  if (sources.has("selected") && takesEveryRun(trigger.match) && related.some(takesEveryRun)) {
    return "A run of the selected deployment may trigger this automation again, without end. Add labels to match or match_related that its runs do not have.";
  }
  return null;
}

function takesEveryRun(specification: ResourceSpecification): boolean {
  const entries = Object.entries(specification);
  const [first] = entries;
  if (first === undefined) return true;
  const [label, expected] = first;
  return entries.length === 1 && label === "prefect.resource.id" && [expected].flat().includes("prefect.flow-run.*");
}
