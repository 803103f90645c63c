import { actionGap, actionsOf, newAction } from "@tutti/core/automation/action-form";
import { triggerGap, triggerOf } from "@tutti/core/automation/trigger-form";
import type { Automation } from "@tutti/core/wire/automation";
import { FIRST_TRIGGER, formOf } from "./trigger-form.ts";

/** What is written of an automation: its trigger and actions as JSON, each undefined while it is none. */
export interface AutomationDraft {
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly trigger: unknown;
  readonly actions: unknown;
}

/** What people begin with. */
export const TEMPLATES: Readonly<Record<string, { trigger: object; actions: object[] }>> = {
  "A run fails": { trigger: triggerOf(FIRST_TRIGGER), actions: [newAction("send-notification")] },
  "A run takes too long": {
    trigger: triggerOf({ ...FIRST_TRIGGER, states: ["Running"], staysSeconds: 3600 }),
    actions: [newAction("cancel-flow-run")],
  },
  "A run is late": {
    trigger: triggerOf({ ...FIRST_TRIGGER, states: ["Late"] }),
    actions: [newAction("send-notification")],
  },
  "A run is done": {
    trigger: triggerOf({ ...FIRST_TRIGGER, states: ["Completed"] }),
    actions: [newAction("run-deployment")],
  },
  "A work pool is not ready": {
    trigger: triggerOf({ ...FIRST_TRIGGER, watched: "work-pool", states: ["not-ready"] }),
    actions: [newAction("send-notification")],
  },
  "A deployment is not ready": {
    trigger: triggerOf({ ...FIRST_TRIGGER, watched: "deployment", states: ["not-ready"], staysSeconds: 600 }),
    actions: [newAction("send-notification")],
  },
};

export function newAutomationDraft(): AutomationDraft {
  return { name: "", description: "", tags: [], trigger: triggerOf(FIRST_TRIGGER), actions: [newAction("do-nothing")] };
}

export function draftOfAutomation({ name, description, tags, trigger, actions }: Automation): AutomationDraft {
  return { name, description, tags, trigger, actions };
}

/** Why it cannot be saved yet; null when it can, as far as is known here. */
export function gapOf({ name, trigger, actions }: AutomationDraft): string | null {
  const form = formOf(trigger);
  const gaps = [
    form === null ? null : triggerGap(form),
    ...(actionsOf(actions) ?? []).map(actionGap),
    name.trim() === "" ? "Give it a name." : null,
  ];
  return gaps.find((gap) => gap !== null) ?? null;
}

/** The whole automation: what the form does not show stays as it is. */
export function bodyOf(draft: AutomationDraft, before: Automation | null): object {
  return {
    name: draft.name.trim(),
    description: draft.description,
    tags: draft.tags,
    enabled: before?.enabled ?? true,
    trigger: draft.trigger,
    actions: draft.actions,
    actions_on_trigger: before?.actions_on_trigger ?? [],
    actions_on_resolve: before?.actions_on_resolve ?? [],
  };
}
