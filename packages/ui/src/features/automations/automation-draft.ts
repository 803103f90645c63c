import type { Automation } from "@tutti/core/wire/automation";

/** What is written of an automation: its trigger and actions as JSON, each undefined while it is none. */
export interface AutomationDraft {
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly trigger: unknown;
  readonly actions: unknown;
}

const RUN_STATE = {
  type: "event",
  posture: "Reactive",
  match: { "prefect.resource.id": "prefect.flow-run.*" },
  expect: ["prefect.flow-run.Failed", "prefect.flow-run.Crashed"],
  for_each: ["prefect.resource.id"],
  threshold: 1,
  within: 0,
};

/** What people begin with. */
export const TEMPLATES: Readonly<Record<string, { trigger: object; actions: object[] }>> = {
  "A run fails": { trigger: RUN_STATE, actions: [{ type: "do-nothing" }] },
  "A run takes too long": {
    trigger: {
      ...RUN_STATE,
      posture: "Proactive",
      after: ["prefect.flow-run.Running"],
      expect: ["prefect.flow-run.Completed", "prefect.flow-run.Failed", "prefect.flow-run.Cancelled"],
      within: 3600,
    },
    actions: [{ type: "cancel-flow-run" }],
  },
  "A work pool is not ready": {
    trigger: {
      ...RUN_STATE,
      match: { "prefect.resource.id": "prefect.work-pool.*" },
      expect: ["prefect.work-pool.not-ready"],
    },
    actions: [{ type: "do-nothing" }],
  },
  "A deployment is not ready": {
    trigger: {
      ...RUN_STATE,
      match: { "prefect.resource.id": "prefect.deployment.*" },
      expect: ["prefect.deployment.not-ready"],
    },
    actions: [{ type: "do-nothing" }],
  },
};

export function newAutomationDraft(): AutomationDraft {
  return { name: "", description: "", tags: [], trigger: RUN_STATE, actions: [{ type: "do-nothing" }] };
}

export function draftOfAutomation({ name, description, tags, trigger, actions }: Automation): AutomationDraft {
  return { name, description, tags, trigger, actions };
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
