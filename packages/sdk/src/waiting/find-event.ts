import { filterEvents, nextEvents } from "@tutti/client/events";
import type { ApiClient } from "@tutti/client/http";
import type { EventMessage } from "@tutti/core/wire/event";
import type { EventPage } from "@tutti/core/wire/event-filter";

export interface EventCriteria {
  /** The event's name. */
  readonly event: string;
  /** The id of what it happened to; one that ends in `*` is a beginning. */
  readonly resource?: string;
  /** Labels that this resource has, each with one of these values. */
  readonly match?: Readonly<Record<string, string | readonly string[]>>;
}

/** An event as it happened, as plain data. */
export interface AwaitedEvent {
  readonly id: string;
  readonly event: string;
  readonly occurred: string;
  readonly resource: Readonly<Record<string, string>>;
  readonly related: readonly Readonly<Record<string, string>>[];
  readonly payload: Readonly<Record<string, unknown>>;
}

/** In which an event counts; `until` is null for ever. */
export interface Window {
  readonly since: string;
  readonly until: string | null;
}

/** What the labels of its resource must be, as filters and the server's watch have it. */
export function wantedResource({ resource, match = {} }: EventCriteria): Record<string, string[]> {
  const labels = Object.entries(match).map(([label, value]): [string, string[]] => [
    label,
    typeof value === "string" ? [value] : [...value],
  ]);
  return Object.fromEntries(resource === undefined ? labels : [...labels, ["prefect.resource.id", [resource]]]);
}

/** The first event that fits; null when there is none yet. */
export async function findEvent(
  api: ApiClient,
  criteria: EventCriteria,
  { since, until }: Window,
): Promise<AwaitedEvent | null> {
  const labels = wantedResource(criteria);
  const filter = {
    occurred: { since, ...(until === null ? {} : { until }) },
    event: { name: [criteria.event] },
    ...(Object.keys(labels).length === 0 ? {} : { resource: { labels } }),
    order: "ASC" as const,
  };
  let page: EventPage | null = await filterEvents(api, { filter, limit: 1 });
  while (page !== null && page.events.length === 0) page = await nextEvents(api, page);
  const found = page?.events[0];
  return found === undefined ? null : plain(found);
}

function plain({ id, event, occurred, resource, related, payload }: EventMessage): AwaitedEvent {
  return { id, event, occurred, resource, related: related ?? [], payload: payload ?? {} };
}
