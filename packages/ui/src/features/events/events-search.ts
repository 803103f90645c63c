import { defined, listOf, oneOf, type RawSearch, textOf, timeOf } from "../../url/search-params.ts";

export const EVENT_RANGES = ["1h", "24h", "7d"] as const;
export type EventRange = (typeof EVENT_RANGES)[number];

export const EVENT_RANGE_WORDS: Record<EventRange, string> = {
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
};

const HOUR_MS = 3_600_000;
const EVENT_RANGE_MS: Record<EventRange, number> = {
  "1h": HOUR_MS,
  "24h": 24 * HOUR_MS,
  "7d": 7 * 24 * HOUR_MS,
};

/** Kinds of objects that events tell of, by the beginning of their events' names. */
export const EVENT_KINDS = {
  "prefect.flow-run.": "Flow runs",
  "prefect.task-run.": "Task runs",
  "prefect.deployment.": "Deployments",
  "prefect.work-pool.": "Work pools",
  "prefect.work-queue.": "Work queues",
  "prefect.worker.": "Workers",
  "prefect.automation.": "Automations",
  "prefect.block-document.": "Blocks",
  "prefect.variable.": "Variables",
  "prefect.concurrency-limit.": "Concurrency limits",
  "prefect.artifact-collection.": "Artifacts",
  "prefect.asset.": "Assets",
} as const;
type EventKind = keyof typeof EVENT_KINDS;

export interface EventsSearch {
  /** Text sought in events. */
  q?: string;
  /** Beginnings of names, ORed. */
  kind?: string[];
  /** The whole id of a resource, or its beginning. */
  resource?: string;
  /** Whether that is the whole id, which an index finds at once; never in an address. */
  isWhole?: true;
  range?: EventRange;
  /** Ends of a window of its own, in ISO 8601; they go before `range`. */
  since?: string;
  until?: string;
}

export function readEventsSearch(raw: RawSearch): EventsSearch {
  return defined({
    q: textOf(raw["q"]),
    kind: listOf(raw["kind"]),
    resource: textOf(raw["resource"]),
    range: oneOf(raw["range"], EVENT_RANGES),
    since: timeOf(raw["since"]),
    until: timeOf(raw["until"]),
  });
}

export function kindWords(kind: string): string {
  return kind in EVENT_KINDS ? EVENT_KINDS[kind as EventKind] : kind;
}

/** The time that is looked at, in milliseconds since the epoch; no end where it goes on. */
export function windowOf({ range = "24h", since, until }: EventsSearch, now: number): { since: number; until: number } {
  const end = until === undefined ? now : Date.parse(until);
  return { since: since === undefined ? end - EVENT_RANGE_MS[range] : Date.parse(since), until: end };
}

/** The JSON filter of `POST /events/filter`, newest first. */
export function eventsFilter(search: EventsSearch, now: number): object {
  const { q, kind, resource, until, isWhole } = search;
  return defined({
    occurred: { since: new Date(windowOf(search, now).since).toISOString(), ...(until === undefined ? {} : { until }) },
    event: kind === undefined ? undefined : { prefix: kind },
    any_resource:
      resource === undefined ? undefined : isWhole === true ? { id: [resource] } : { id_prefix: [resource] },
    text: q === undefined ? undefined : { query: q },
    order: "DESC",
  });
}
