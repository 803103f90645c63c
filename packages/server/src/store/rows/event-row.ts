import { formatInstant, type Instant } from "@tutti/core/instant";
import type { Event } from "@tutti/core/wire/event";
import type { EventTable } from "../tables.ts";
import { fromJson } from "./json-column.ts";

/** An event as it was stored, its JSON parsed. */
export interface CommittedEvent {
  readonly id: string;
  readonly occurred: Instant;
  readonly received: Instant;
  readonly event: string;
  readonly resource: Readonly<Record<string, string>>;
  readonly related: readonly Readonly<Record<string, string>>[];
  /** As it was sent, its numbers exact. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly follows: string | null;
}

export function committedEventFromRow(row: EventTable): CommittedEvent {
  return {
    id: row.id,
    occurred: row.occurred,
    received: row.received,
    event: row.event,
    resource: fromJson(row.resource),
    related: fromJson(row.related),
    payload: fromJson(row.payload),
    follows: row.follows,
  };
}

/** The event as clients read it. */
export function eventMessage(event: CommittedEvent): Event {
  const { occurred, received, resource, related, payload } = event;
  return {
    occurred: formatInstant(occurred),
    event: event.event,
    resource: { ...resource },
    related: related.map((labels) => ({ ...labels })),
    payload: { ...payload },
    id: event.id,
    follows: event.follows,
    received: formatInstant(received),
  };
}
