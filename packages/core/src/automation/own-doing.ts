import type { Automation } from "../wire/automation.ts";
import type { AutomationAction } from "../wire/automation-action.ts";
import type { EventTrigger } from "../wire/trigger.ts";
import type { Labels } from "./trigger-event.ts";

// An automation that starts or changes runs hears of them, too: one that counts everything would start the next run for
// each thing that the first one tells.
//
// C3: of what an automation brought about, by itself or through runs that other automations made, it counts only
//     events that it expects by their whole name.
//
// One that starts a run when one has Failed so goes on while runs fail, as with Prefect; it is one run for one.

/** On a run and on a change that an automation made: the automations that led to it, the latest first. */
export const BROUGHT_ABOUT_LABEL = "tutti.brought-about-by";
/** As many as that are remembered: there it ends. */
const REMEMBERED_MAX = 10;

const ACTS_ON_RUNS: ReadonlySet<AutomationAction["type"]> = new Set<AutomationAction["type"]>([
  "run-deployment",
  "change-flow-run-state",
  "suspend-flow-run",
  "resume-flow-run",
  "cancel-flow-run",
]);

/** Whether what the automation does may make events of runs. */
export function actsOnRuns({ actions, actions_on_trigger, actions_on_resolve }: Automation): boolean {
  return [...actions, ...actions_on_trigger, ...actions_on_resolve].some(({ type }) => ACTS_ON_RUNS.has(type));
}

/** Whether the trigger names that event, and not only events that it is one of. */
export function isNamed({ expect, after }: EventTrigger, event: string): boolean {
  return expect.includes(event) || after.includes(event);
}

/** Whether the automation is among those that brought something about, or these are too many to tell. */
export function isOwnDoing(automationId: string, broughtAboutBy: readonly string[]): boolean {
  return broughtAboutBy.length >= REMEMBERED_MAX || broughtAboutBy.includes(automationId);
}

/** Those of a label's value. */
export function readBroughtAbout(labels: Readonly<Record<string, unknown>>): string[] {
  const value = labels[BROUGHT_ABOUT_LABEL];
  return typeof value === "string" ? value.split(",") : [];
}

/** The label of what these automations brought about; none when there are none. */
export function broughtAboutLabels(automationIds: readonly string[]): Labels {
  const each = [...new Set(automationIds)].slice(0, REMEMBERED_MAX);
  return each.length === 0 ? {} : { [BROUGHT_ABOUT_LABEL]: each.join(",") };
}
