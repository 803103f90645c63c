import { actionWords } from "@tutti/core/automation/action-form";
import { type StateTrigger, WATCHED } from "@tutti/core/automation/trigger-form";
import type { Automation } from "@tutti/core/wire/automation";
import type { Trigger } from "@tutti/core/wire/trigger";
import { formOf } from "./trigger-form.ts";

/** When it acts, in words: `when prefect.flow-run.Failed happens 3 times within 5 m 00 s`. */
export function triggerWords(trigger: Trigger): string {
  if (trigger.type === "event") return eventWords(trigger);
  const parts = trigger.triggers.map(triggerWords);
  const time = trigger.within === null ? "" : ` within ${formatWhole(trigger.within)}`;
  if (trigger.type === "sequence") return `in this order${time}: ${parts.join("; ")}`;
  return `${trigger.require} of these${time}: ${parts.join("; ")}`;
}

function eventWords(trigger: Extract<Trigger, { type: "event" }>): string {
  const form = formOf(trigger);
  if (form?.kind === "state") return stateTriggerWords(form);
  const { posture, expect, after, threshold, within, match } = trigger;
  const events = expect.length === 0 ? "anything" : expect.join(" or ");
  const about = resourceOf(match);
  const since = after.length === 0 ? "" : ` after ${after.join(" or ")}`;
  const time = within === 0 ? "" : ` within ${formatWhole(within)}`;
  const times = threshold === 1 ? "" : ` ${threshold} times`;
  const happens = posture === "Reactive" ? "happens" : "does not happen";
  return `when ${events}${about} ${happens}${times}${since}${time}`;
}

/** `when a flow run is failed or crashed`, `when a work pool has been not ready for 10 m`. */
function stateTriggerWords({ watched, states, only, staysSeconds }: StateTrigger): string {
  const noun = WATCHED[watched].words;
  const which =
    watched === "flow-run"
      ? `${noun}${only === "" ? "" : " of one flow"}`
      : only === ""
        ? noun
        : noun.replace(/^a /, "one ");
  const names = states.map((state) => stateName(state).toLowerCase()).join(" or ");
  if (staysSeconds === 0) return `when ${which} is ${names}`;
  return `when ${which} has been ${names} for ${formatWhole(staysSeconds)}`;
}

/** `not-ready` → `Not ready`, `TimedOut` → `Timed out`. */
export function stateName(state: string): string {
  const words = state
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("-", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `10 min`, `1 h 30 min`: whole units, none of nothing. */
function formatWhole(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor((seconds % 86_400) / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "min"],
    [seconds % 60, "s"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

/** ` of prefect.flow-run.*`; nothing where every resource is meant. */
function resourceOf(match: Readonly<Record<string, string | string[]>>): string {
  const ids = match["prefect.resource.id"];
  if (ids === undefined) return "";
  return ` of ${Array.isArray(ids) ? ids.join(" or ") : ids}`;
}

/** All that it does, in order. */
export function actionsWords({ actions, actions_on_trigger, actions_on_resolve }: Automation): string {
  return [...actions, ...actions_on_trigger, ...actions_on_resolve].map(actionWords).join(", then ") || "nothing";
}
