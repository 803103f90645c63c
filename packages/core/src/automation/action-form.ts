// What each action asks for, in the dashboard and on the command line. Those that act on an object take the one that is
// chosen, or the one of the event.

export type TargetKind = "deployment" | "work-pool" | "work-queue" | "automation";
export type BlockKind = "notification" | "webhook";

export type ActionField =
  | { readonly kind: "target"; readonly of: TargetKind; readonly key: string }
  | { readonly kind: "block"; readonly of: BlockKind }
  | {
      readonly kind: "text";
      readonly key: string;
      readonly label: string;
      readonly rows?: number;
      readonly hint?: string;
    }
  | { readonly kind: "json"; readonly key: string; readonly label: string; readonly hint: string }
  | { readonly kind: "state" };

const TEMPLATE_HINT = "Templates are filled in: {{ flow_run.name }}, {{ flow_run|ui_url }}, {{ event.resource.name }}.";

const deployment: ActionField = { kind: "target", of: "deployment", key: "deployment_id" };
const pool: ActionField = { kind: "target", of: "work-pool", key: "work_pool_id" };
const queue: ActionField = { kind: "target", of: "work-queue", key: "work_queue_id" };
const automation: ActionField = { kind: "target", of: "automation", key: "automation_id" };

/** What each action asks for, in the order in which they are offered. */
export const ACTION_FIELDS = {
  "send-notification": [
    { kind: "block", of: "notification" },
    { kind: "text", key: "subject", label: "Subject" },
    { kind: "text", key: "body", label: "Message", rows: 5, hint: TEMPLATE_HINT },
  ],
  "call-webhook": [
    { kind: "block", of: "webhook" },
    { kind: "text", key: "payload", label: "Payload", rows: 5, hint: TEMPLATE_HINT },
  ],
  "run-deployment": [
    deployment,
    { kind: "json", key: "parameters", label: "Parameters", hint: "JSON; empty for the deployment’s own." },
  ],
  "pause-deployment": [deployment],
  "resume-deployment": [deployment],
  "cancel-flow-run": [],
  "suspend-flow-run": [],
  "resume-flow-run": [],
  "change-flow-run-state": [{ kind: "state" }, { kind: "text", key: "message", label: "Message" }],
  "delete-flow-run": [],
  "pause-work-pool": [pool],
  "resume-work-pool": [pool],
  "pause-work-queue": [queue],
  "resume-work-queue": [queue],
  "pause-automation": [automation],
  "resume-automation": [automation],
  "do-nothing": [],
} as const satisfies Record<string, readonly ActionField[]>;
export type ActionType = keyof typeof ACTION_FIELDS;

export type ActionDraft = { readonly type: ActionType } & Readonly<Record<string, unknown>>;

const FIRST: Partial<Record<ActionType, object>> = {
  "send-notification": {
    subject: "{{ flow.name }}: {{ flow_run.name }} is {{ flow_run.state.name }}",
    body: "{{ flow_run.state.message }}\n\n{{ flow_run|ui_url }}",
  },
  "change-flow-run-state": { state: "FAILED" },
};

/** An action of a type as it is asked for first. */
export function newAction(type: ActionType): ActionDraft {
  const fields: readonly ActionField[] = ACTION_FIELDS[type];
  const target = fields.find((field) => field.kind === "target");
  const source = target === undefined ? {} : { source: "selected", [target.key]: null };
  return { type, ...source, ...FIRST[type] };
}

/** The list that a form shows; null for what no form does. */
export function actionsOf(actions: unknown): ActionDraft[] | null {
  if (!Array.isArray(actions)) return null;
  const isKnown = actions.every((action: unknown) => String(Object(action).type) in ACTION_FIELDS);
  return isKnown ? (actions as ActionDraft[]) : null;
}

/** Why the action cannot be saved yet; null when it can. */
export function actionGap(action: ActionDraft): string | null {
  const fields: readonly ActionField[] = ACTION_FIELDS[action.type];
  for (const field of fields) {
    if (field.kind === "target" && action["source"] !== "inferred" && !action[field.key]) return GAPS[field.of];
    if (field.kind === "block" && !action["block_document_id"]) return "Choose a block.";
    if (field.kind === "text" && field.key === "body" && !action["body"]) return "Write the message.";
  }
  return null;
}

const GAPS: Record<TargetKind, string> = {
  deployment: "Choose a deployment.",
  "work-pool": "Choose a work pool.",
  "work-queue": "Choose a work queue.",
  automation: "Choose an automation.",
};

/** `run-deployment` → `run a deployment`. */
export function actionWords({ type }: { readonly type: ActionType }): string {
  return WORDS[type];
}

const WORDS: Record<ActionType, string> = {
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
