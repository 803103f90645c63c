import { formatInstant, type Instant } from "@tutti/core/instant";
import type { EventMessage } from "@tutti/core/wire/event";
import { now } from "../engine/clock.ts";
import { newId } from "../engine/new-id.ts";

/** Something that happened, before it is told. */
export interface NewEvent {
  readonly id?: string | undefined;
  readonly occurred?: Instant | undefined;
  readonly event: string;
  readonly resource: Readonly<Record<string, string>>;
  readonly related?: readonly Readonly<Record<string, string>>[] | undefined;
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
  readonly follows?: KnownEvent | undefined;
}

/** An event that another can follow. */
export interface KnownEvent {
  readonly id: string;
  readonly occurred: Instant;
}

// Prefect's "tight timing": what lies further apart is told without its predecessor.
const FOLLOWS_WITHIN_MICROS = 5 * 60 * 1_000_000;
const RELATED_MAX = 100;

/** The message that tells an event. What the run around it is related to comes after what the event names itself. */
export function eventMessage(
  event: NewEvent,
  around: readonly Record<string, string>[],
): { message: EventMessage; known: KnownEvent } {
  const known = { id: event.id ?? newId(), occurred: event.occurred ?? now() };
  const own = (event.related ?? []).map((labels) => ({ ...labels }));
  const named = new Set([event.resource, ...own].map((labels) => labels["prefect.resource.id"]));
  const added = around.filter((labels) => !named.has(labels["prefect.resource.id"]));
  const message = {
    ...known,
    occurred: formatInstant(known.occurred),
    event: event.event,
    resource: { ...event.resource },
    related: [...own, ...added].slice(0, Math.max(RELATED_MAX, own.length)),
    payload: { ...event.payload },
    follows: followed(event.follows, known),
  };
  return { message, known };
}

function followed(before: KnownEvent | undefined, { occurred }: KnownEvent): string | null {
  if (before === undefined || Math.abs(occurred - before.occurred) >= FOLLOWS_WITHIN_MICROS) return null;
  return before.id;
}
