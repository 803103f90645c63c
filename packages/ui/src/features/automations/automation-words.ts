import type { Automation } from "@tutti/core/wire/automation";
import type { Trigger } from "@tutti/core/wire/trigger";
import { formatDuration } from "../../time/duration.ts";

type Action = Automation["actions"][number];

/** When it acts, in words: `when prefect.flow-run.Failed happens 3 times within 5 m 00 s`. */
export function triggerWords(trigger: Trigger): string {
  if (trigger.type === "event") return eventWords(trigger);
  const parts = trigger.triggers.map(triggerWords);
  const time = trigger.within === null ? "" : ` within ${formatDuration(trigger.within * 1000)}`;
  if (trigger.type === "sequence") return `in this order${time}: ${parts.join("; ")}`;
  return `${trigger.require} of these${time}: ${parts.join("; ")}`;
}

function eventWords({ posture, expect, after, threshold, within, match }: Extract<Trigger, { type: "event" }>): string {
  const events = expect.length === 0 ? "anything" : expect.join(" or ");
  const about = resourceOf(match);
  const since = after.length === 0 ? "" : ` after ${after.join(" or ")}`;
  const time = within === 0 ? "" : ` within ${formatDuration(within * 1000)}`;
  const times = threshold === 1 ? "" : ` ${threshold} times`;
  const happens = posture === "Reactive" ? "happens" : "does not happen";
  return `when ${events}${about} ${happens}${times}${since}${time}`;
}

/** ` of prefect.flow-run.*`; nothing where every resource is meant. */
function resourceOf(match: Readonly<Record<string, string | string[]>>): string {
  const ids = match["prefect.resource.id"];
  if (ids === undefined) return "";
  return ` of ${Array.isArray(ids) ? ids.join(" or ") : ids}`;
}

/** `run-deployment` → `run a deployment`. */
const WORDS: Partial<Record<Action["type"], string>> = {
  "do-nothing": "do nothing",
  "run-deployment": "run a deployment",
  "pause-deployment": "pause a deployment",
  "resume-deployment": "resume a deployment",
  "cancel-flow-run": "cancel the run",
  "delete-flow-run": "delete the run",
  "change-flow-run-state": "change the run’s state",
  "suspend-flow-run": "suspend the run",
  "resume-flow-run": "resume the run",
  "pause-work-queue": "pause a queue",
  "resume-work-queue": "resume a queue",
  "pause-work-pool": "pause a pool",
  "resume-work-pool": "resume a pool",
  "pause-automation": "switch an automation off",
  "resume-automation": "switch an automation on",
  "send-notification": "send a notification",
  "call-webhook": "call a webhook",
};

export function actionWords({ type }: Pick<Action, "type">): string {
  return WORDS[type] ?? type;
}

/** All that it does, in order. */
export function actionsWords({ actions, actions_on_trigger, actions_on_resolve }: Automation): string {
  return [...actions, ...actions_on_trigger, ...actions_on_resolve].map(actionWords).join(", then ") || "nothing";
}
