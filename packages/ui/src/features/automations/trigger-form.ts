import { isSame } from "../../components/schema-form/form-values.ts";

// A trigger as people say it. What cannot be said so (several triggers in one, labels) stays JSON.

export const WATCHED = {
  "flow-run": {
    words: "a flow run",
    states: [
      "Scheduled",
      "Late",
      "Pending",
      "Running",
      "Completed",
      "Failed",
      "Crashed",
      "Cancelled",
      "Paused",
      "TimedOut",
    ],
  },
  deployment: { words: "a deployment", states: ["ready", "not-ready"] },
  "work-pool": { words: "a work pool", states: ["ready", "not-ready", "paused"] },
  "work-queue": { words: "a work queue", states: ["ready", "not-ready", "paused"] },
} as const;
export type Watched = keyof typeof WATCHED;

/** An object that enters a state, or stays in one for too long. */
export interface StateTrigger {
  readonly kind: "state";
  readonly watched: Watched;
  readonly states: readonly string[];
  /** One object alone: a flow for flow runs, else one of the kind; empty for every one. */
  readonly only: string;
  /** Seconds that it stays so; 0 for as soon as it is so. */
  readonly staysSeconds: number;
}

/** Events by their names. */
export interface EventTriggerForm {
  readonly kind: "event";
  readonly expect: readonly string[];
  readonly after: readonly string[];
  readonly resources: readonly string[];
  readonly isAbsence: boolean;
  readonly threshold: number;
  readonly withinSeconds: number;
  readonly isEach: boolean;
}

export type TriggerForm = StateTrigger | EventTriggerForm;

export const FIRST_TRIGGER: StateTrigger = {
  kind: "state",
  watched: "flow-run",
  states: ["Failed", "Crashed"],
  only: "",
  staysSeconds: 0,
};

export const FIRST_EVENT_TRIGGER: EventTriggerForm = {
  kind: "event",
  expect: [],
  after: [],
  resources: [],
  isAbsence: false,
  threshold: 1,
  withinSeconds: 0,
  isEach: true,
};

const RESOURCE = "prefect.resource.id";

/** The JSON of a trigger, as `POST /automations` takes it. */
export function triggerOf(form: TriggerForm): object {
  return form.kind === "state" ? stateTrigger(form) : eventTrigger(form);
}

function stateTrigger({ watched, states, only, staysSeconds }: StateTrigger): object {
  const events = states.map((state) => `prefect.${watched}.${state}`);
  const isFlowRun = watched === "flow-run";
  const stays = staysSeconds > 0;
  return {
    type: "event",
    posture: stays ? "Proactive" : "Reactive",
    match: { [RESOURCE]: isFlowRun || only === "" ? `prefect.${watched}.*` : `prefect.${watched}.${only}` },
    match_related:
      isFlowRun && only !== "" ? { "prefect.resource.role": "flow", [RESOURCE]: [`prefect.flow.${only}`] } : {},
    after: stays ? events : [],
    expect: stays ? [`prefect.${watched}.*`] : events,
    for_each: [RESOURCE],
    threshold: 1,
    within: staysSeconds,
  };
}

function eventTrigger(form: EventTriggerForm): object {
  return {
    type: "event",
    posture: form.isAbsence ? "Proactive" : "Reactive",
    match: form.resources.length === 0 ? {} : { [RESOURCE]: form.resources },
    match_related: {},
    after: form.after,
    expect: form.expect,
    for_each: form.isEach ? [RESOURCE] : [],
    threshold: form.threshold,
    within: form.withinSeconds,
  };
}

/** The form that makes this trigger; null for one that no form makes. */
export function formOf(trigger: unknown): TriggerForm | null {
  const given = withDefaults(trigger);
  if (given === null) return null;
  const candidates = [stateFormOf(given), eventFormOf(given)];
  return candidates.find((form) => form !== null && isSame(normal(triggerOf(form)), normal(given))) ?? null;
}

interface Given {
  match: Record<string, unknown>;
  match_related: unknown;
  after: string[];
  expect: string[];
  for_each: string[];
  posture: string;
  threshold: number;
  within: number;
}

function withDefaults(trigger: unknown): Given | null {
  if (typeof trigger !== "object" || trigger === null) return null;
  const { id: _id, ...rest } = trigger as Record<string, unknown>;
  if (rest["type"] !== "event") return null;
  const defaults = { match: {}, match_related: {}, after: [], expect: [], for_each: [], threshold: 1, within: 0 };
  return { ...defaults, ...rest } as unknown as Given;
}

/** Whatever the order of its keys; one value stands for a list of one. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? normal(value[0]) : value.map(normal);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, inner]) => [key, normal(inner)]);
}

function stateFormOf({ match, match_related, after, expect, within }: Given): StateTrigger | null {
  const [resource] = textsOf(match[RESOURCE]);
  const watched = (Object.keys(WATCHED) as Watched[]).find((kind) => resource?.startsWith(`prefect.${kind}.`));
  if (watched === undefined || resource === undefined) return null;
  const prefix = `prefect.${watched}.`;
  const events = within > 0 ? after : expect;
  const flow = textsOf(Object(match_related)[RESOURCE])[0];
  const object = resource === `${prefix}*` ? "" : resource.slice(prefix.length);
  return {
    kind: "state",
    watched,
    states: events.map((event) => event.slice(prefix.length)),
    only: watched === "flow-run" ? (flow?.slice("prefect.flow.".length) ?? "") : object,
    staysSeconds: within,
  };
}

function eventFormOf({ match, after, expect, for_each, posture, threshold, within }: Given): EventTriggerForm {
  return {
    kind: "event",
    expect,
    after,
    resources: textsOf(match[RESOURCE]),
    isAbsence: posture === "Proactive",
    threshold,
    withinSeconds: within,
    isEach: for_each.length > 0,
  };
}

function textsOf(value: unknown): string[] {
  return [value].flat().filter((item): item is string => typeof item === "string");
}

/** Why the trigger cannot be saved yet; null when it can. */
export function triggerGap(form: TriggerForm): string | null {
  if (form.kind === "state") {
    if (form.states.length === 0) return "Choose a state.";
    return form.staysSeconds > 0 && form.staysSeconds < 10 ? "What stays so, does for ten seconds at least." : null;
  }
  if (form.isAbsence && form.withinSeconds < 10) return "Say within which time; ten seconds at least.";
  if (form.expect.length === 0 && form.resources.length === 0) return "Name an event, or a resource.";
  return null;
}
