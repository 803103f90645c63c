import type { Event } from "@tutti/core/wire/event";
import type { EventFilter } from "@tutti/core/wire/event-filter";
import { sql, type Kysely, type RawBuilder, type SqlBool } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../dialect.ts";
import { always, type Condition } from "../filters/condition.ts";
import { eventMatches } from "../filters/event-conditions.ts";
import { committedEventFromRow, eventMessage } from "../rows/event-row.ts";
import type { Database, EventTable } from "../tables.ts";

/** The last event of the page before. */
export interface EventPlace {
  readonly occurred: number;
  readonly id: string;
}

export interface EventsPage {
  readonly events: Event[];
  /** The last of these when more come after it; else null. */
  readonly last: EventPlace | null;
}

/** In the order of when they occurred; with `distinct` only the first event of each resource in that order. */
export async function listEvents(
  db: Kysely<Database>,
  _deps: Deps,
  params: { filter: EventFilter; after: EventPlace | null; limit: number },
): Promise<EventsPage> {
  const { filter, after, limit } = params;
  const direction = filter.order === "ASC" ? sql`asc` : sql`desc`;
  const order = sql`event.occurred ${direction}, event.id ${direction}`;
  const columns = sql`event.id, event.occurred, event.received, event.event, event.resource_id, event.resource,
    event.related, event.payload, event.follows`;
  const matches = eventMatches(dialectOf(db), filter);
  const isAfter = after === null ? always : comesAfter(filter, after);
  const query: RawBuilder<EventTable> =
    filter.resource?.distinct === true
      ? sql`select ${columns} from (select event.*, row_number() over (partition by event.resource_id order by ${order}) as place
          from event where ${matches}) as event where event.place = 1 and ${isAfter} order by ${order} limit ${limit + 1}`
      : sql`select ${columns} from event where ${matches} and ${isAfter} order by ${order} limit ${limit + 1}`;
  const { rows } = await query.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    events: page.map((row) => eventMessage(committedEventFromRow(row))),
    last: last === undefined || rows.length <= limit ? null : { occurred: last.occurred, id: last.id },
  };
}

function comesAfter({ order }: EventFilter, { occurred, id }: EventPlace): Condition {
  return order === "ASC"
    ? sql<SqlBool>`(event.occurred, event.id) > (${occurred}, ${id})`
    : sql<SqlBool>`(event.occurred, event.id) < (${occurred}, ${id})`;
}
