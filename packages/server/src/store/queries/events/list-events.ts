import { instant, type Instant } from "@tutti/core/instant";
import type { Event } from "@tutti/core/wire/event";
import type { EventFilter } from "@tutti/core/wire/event-filter";
import { sql, type Kysely, type RawBuilder, type SqlBool } from "kysely";
import type { Deps } from "../../../deps.ts";
import { always, combine, type Condition } from "../../filters/condition.ts";
import { committedEventFromRow, eventMessage } from "../../rows/event-row.ts";
import type { Database, EventTable } from "../../tables.ts";
import { visitWindow } from "./event-windows.ts";
import { eventWay, wayMatches, type EventWay, type EventWindow } from "./event-way.ts";

/** Where a list goes on: after the last event of the page before, or of those that were looked at for it. */
export interface EventPlace {
  readonly occurred: number;
  readonly id: string;
}

export interface EventsPage {
  readonly events: Event[];
  /** Where the next page goes on; null when nothing comes after this one. */
  readonly last: EventPlace | null;
}

/** How long a page is looked for that has something on it already, and one that has nothing. */
const PATIENCE_MS = { some: 50, none: 1000 };

const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/**
 * In the order of when they occurred; with `distinct` only the first event of each resource in that order. Where most
 * events must be read to find the few that match, a page may come with fewer than asked for, and a place to go on.
 */
export async function listEvents(
  db: Kysely<Database>,
  deps: Deps,
  params: { filter: EventFilter; after: EventPlace | null; limit: number },
): Promise<EventsPage> {
  const { filter, after, limit } = params;
  const way = await eventWay(db, filter);
  const isAfter = after === null ? always : comesAfter(filter, after);
  if (filter.resource?.distinct === true) {
    return pageOf(await firstOfEach(db, way, filter, isAfter, limit + 1), limit, null);
  }
  const found: EventTable[] = [];
  const began = deps.monotonicMs();
  const visit = async (part: EventWindow) => {
    found.push(...(await eventsOf(db, way, { ...filter, occurred: part }, isAfter, limit + 1 - found.length)));
    const patience = found.length === 0 ? PATIENCE_MS.none : PATIENCE_MS.some;
    return { isEnough: found.length > limit || deps.monotonicMs() - began > patience };
  };
  const rest = after === null ? filter : { ...filter, occurred: windowAfter(filter, after) };
  const stopped =
    way.isInOrder && way.test === null ? (await visit(rest.occurred), null) : await visitWindow(db, way, rest, visit);
  return pageOf(
    found,
    limit,
    stopped === null ? null : { occurred: stopped, id: filter.order === "ASC" ? LAST_ID : FIRST_ID },
  );
}

/** `stopped` is where the search ended before its time. */
function pageOf(found: readonly EventTable[], limit: number, stopped: EventPlace | null): EventsPage {
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const isFull = found.length > limit;
  return {
    events: page.map((row) => eventMessage(committedEventFromRow(row))),
    last: isFull ? (last === undefined ? null : { occurred: last.occurred, id: last.id }) : stopped,
  };
}

const columns = sql`event.id, event.occurred, event.received, event.event, event.resource_id, event.resource,
  event.related, event.payload, event.follows`;

async function eventsOf(
  db: Kysely<Database>,
  way: EventWay,
  { occurred, order }: EventFilter,
  isAfter: Condition,
  limit: number,
): Promise<EventTable[]> {
  const matches = combine("and_", [wayMatches(way, occurred), isAfter]);
  const { rows } = await sql<EventTable>`
    select ${columns} from event where ${matches} order by ${inOrder(order)} limit ${limit}`.execute(db);
  return rows;
}

async function firstOfEach(
  db: Kysely<Database>,
  way: EventWay,
  { occurred, order }: EventFilter,
  isAfter: Condition,
  limit: number,
): Promise<EventTable[]> {
  const { rows } = await sql<EventTable>`
    select ${columns} from (
      select event.*, row_number() over (partition by event.resource_id order by ${inOrder(order)}) as place
      from event where ${wayMatches(way, occurred)}) as event
    where event.place = 1 and ${isAfter} order by ${inOrder(order)} limit ${limit}`.execute(db);
  return rows;
}

function inOrder(order: EventFilter["order"]): RawBuilder<unknown> {
  return order === "ASC" ? sql`event.occurred asc, event.id asc` : sql`event.occurred desc, event.id desc`;
}

function windowAfter({ occurred, order }: EventFilter, after: EventPlace): EventWindow {
  const place: Instant = instant(after.occurred);
  return order === "ASC"
    ? { ...occurred, since: instant(Math.max(occurred.since, place)) }
    : { ...occurred, until: instant(Math.min(occurred.until, place)) };
}

function comesAfter({ order }: EventFilter, { occurred, id }: EventPlace): Condition {
  return order === "ASC"
    ? sql<SqlBool>`(event.occurred, event.id) > (${occurred}, ${id})`
    : sql<SqlBool>`(event.occurred, event.id) < (${occurred}, ${id})`;
}
