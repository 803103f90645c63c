// A trigger as people say it, in the dashboard and on the command line. What cannot be said so (several triggers in one,
// labels) is written as JSON.

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

export const RESOURCE = "prefect.resource.id";

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
