import {
  type EventTriggerForm,
  RESOURCE,
  type StateTrigger,
  type TriggerForm,
  triggerOf,
  type Watched,
  WATCHED,
} from "@tutti/core/automation/trigger-form";
import { isSame } from "../../components/schema-form/form-values.ts";

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
