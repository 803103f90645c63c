import type { ResourceSpecification } from "@tutti/core/wire/trigger";
import { checkGiven } from "../check-given.ts";
import { wireParameters } from "../serve/to-deployment.ts";

/** What an automation waits for, as the API takes it. */
export interface WireTrigger extends Readonly<Record<string, unknown>> {
  readonly type: "event" | "compound" | "sequence" | "metric";
}

export interface EventTriggerOptions {
  /** The events waited for; `*` at the end stands for anything. Any event unless given. */
  readonly expect?: string | readonly string[];
  /** Labels of the events' resource, with `*` and `!`. */
  readonly match?: ResourceSpecification;
  /** Labels of something they are related to; of a list each must be met. */
  readonly matchRelated?: ResourceSpecification | readonly ResourceSpecification[];
  /** Only after one of these has been seen. */
  readonly after?: string | readonly string[];
  /** Counts for each value of these labels by itself. */
  readonly forEach?: string | readonly string[];
  /** `Reactive`: when enough come. `Proactive`: when not enough do. */
  readonly posture?: "Reactive" | "Proactive";
  /** How many. 1 unless given. */
  readonly threshold?: number;
  /** Within how long. Proactive ones need at least 10. */
  readonly withinSeconds?: number;
}

// A trigger whose `expect` is misspelt would fire at every event.
const EVENT_OPTIONS = ["expect", "match", "matchRelated", "after", "forEach", "posture", "threshold", "withinSeconds"];

/** Fires when events come, or do not come. */
export function eventTrigger(options: EventTriggerOptions): WireTrigger {
  checkGiven('eventTrigger({ expect: "order.paid" })', options, EVENT_OPTIONS);
  const { expect, match = {}, matchRelated = {}, after, forEach, posture = "Reactive" } = options;
  const { threshold = 1, withinSeconds = 0 } = options;
  return {
    type: "event",
    posture,
    expect: listOf(expect),
    match,
    match_related: isList(matchRelated) ? [...matchRelated] : matchRelated,
    after: listOf(after),
    for_each: listOf(forEach),
    threshold,
    within: withinSeconds,
  };
}

export interface CompoundTriggerOptions {
  readonly triggers: readonly WireTrigger[];
  /** How many of them must fire. All unless given. */
  readonly require?: number | "any" | "all";
  readonly withinSeconds?: number;
}

/** Fires when several triggers have fired, in whatever order. */
export function compoundTrigger({ triggers, require = "all", withinSeconds }: CompoundTriggerOptions): WireTrigger {
  return { type: "compound", triggers: [...triggers], require, within: withinSeconds ?? null };
}

export interface SequenceTriggerOptions {
  readonly triggers: readonly WireTrigger[];
  readonly withinSeconds?: number;
}

/** Fires when several triggers have fired in this order. */
export function sequenceTrigger({ triggers, withinSeconds }: SequenceTriggerOptions): WireTrigger {
  return { type: "sequence", triggers: [...triggers], within: withinSeconds ?? null };
}

export interface MetricTriggerOptions {
  readonly metric: "lateness" | "duration" | "successes";
  readonly operator: "<" | "<=" | ">" | ">=";
  readonly threshold: number;
  /** Over the last so many seconds. 300 at least, and unless given. */
  readonly rangeSeconds?: number;
  /** How long it must be so. 300 at least, and unless given. */
  readonly firingForSeconds?: number;
  readonly match?: ResourceSpecification;
  readonly matchRelated?: ResourceSpecification | readonly ResourceSpecification[];
}

/** Fires when a metric passes a limit. Only Prefect Cloud has metrics: other servers refuse it. */
export function metricTrigger(options: MetricTriggerOptions): WireTrigger {
  const { metric, operator, threshold, rangeSeconds = 300, firingForSeconds = 300 } = options;
  const { match = {}, matchRelated = {} } = options;
  return {
    type: "metric",
    posture: "Metric",
    match,
    match_related: isList(matchRelated) ? [...matchRelated] : matchRelated,
    metric: { name: metric, operator, threshold, range: rangeSeconds, firing_for: firingForSeconds },
  };
}

/** The automation that runs a deployment. */
export interface DeploymentTriggerOptions {
  /** `<deployment>__automation_<n>` unless given. */
  readonly name?: string;
  readonly description?: string;
  readonly enabled?: boolean;
  /** Over those of the deployment; `{{ event.… }}` within texts, as Jinja with `__prefect_kind`. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly jobVariables?: Readonly<Record<string, unknown>>;
  /** How long after the event. At once unless given. */
  readonly scheduleAfterSeconds?: number;
}

/** A trigger for `triggers` of a deployment, with what its automation is called and gives to the runs. */
export function deploymentTrigger(trigger: WireTrigger, options: DeploymentTriggerOptions = {}): WireTrigger {
  const { name, description, enabled, parameters, jobVariables, scheduleAfterSeconds } = options;
  const own = {
    name,
    description,
    enabled,
    parameters: parameters === undefined ? undefined : wireParameters(parameters),
    job_variables: jobVariables === undefined ? undefined : wireParameters(jobVariables),
    schedule_after: scheduleAfterSeconds,
  };
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return { ...trigger, ...given };
}

function listOf(names: string | readonly string[] | undefined): string[] {
  if (names === undefined) return [];
  return typeof names === "string" ? [names] : [...names];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
