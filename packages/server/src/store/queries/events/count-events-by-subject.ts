import { formatInstant, type Instant } from "@tutti/core/instant";
import type { EventCount, EventFilter } from "@tutti/core/wire/event-filter";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf, testOnly } from "../../dialect.ts";
import type { Condition } from "../../filters/condition.ts";
import { fromJson } from "../../rows/json-column.ts";
import type { Database, EventTable } from "../../tables.ts";
import { eventWay, wayMatches, type EventWay, type EventWindow } from "./event-way.ts";

/** Of more subjects than this, those with the fewest events are left out. */
const SUBJECTS_MAX = 10_000;

type Subject = "event" | "resource";

interface Row {
  value: string;
  count: number;
  oldest: Instant;
  latest: Instant;
  /** Of the last event, where a resource is asked for. */
  resource: EventTable["resource"] | null;
}

/** How many events there are of each name or resource, the most frequent first. A resource is called as it was last. */
export async function countEventsBySubject(
  db: Kysely<Database>,
  _deps: Deps,
  params: { filter: EventFilter; subject: Subject },
): Promise<EventCount[]> {
  const value = sql.ref(params.subject === "event" ? "event.event" : "event.resource_id");
  const wanted = await matching(db, params.filter, params.subject);
  const lastResource = sql`(select last.resource from event as last where last.resource_id = counted.value
    and last.occurred = counted.latest order by last.id desc limit 1)`;
  const { rows } = await sql<Row>`
    select counted.*, ${params.subject === "event" ? sql`null` : lastResource} as resource from (
      select ${value} as value, count(*) as count, min(event.occurred) as oldest, max(event.occurred) as latest
      from event where ${wanted}
      group by 1 order by 2 desc, 1 limit ${SUBJECTS_MAX}) as counted`.execute(db);
  return rows
    .map((row): EventCount => ({
      value: row.value,
      label: nameOf(row),
      count: row.count,
      start_time: formatInstant(row.oldest),
      end_time: formatInstant(row.latest),
    }))
    .sort((a, b) => b.count - a.count || compareText(a.label, b.label));
}

/** The events to be counted, found by the index that has them in groups where they are many. */
async function matching(db: Kysely<Database>, filter: EventFilter, subject: Subject): Promise<Condition> {
  if (subject === "event") {
    const { name, prefix } = filter.event ?? {};
    const isNamed = (name ?? []).length + (prefix ?? []).length > 0;
    const named = isNamed ? filter : { ...filter, event: { ...filter.event, prefix: [""] } };
    return wayMatches(await eventWay(db, named), filter.occurred);
  }
  const way = await eventWay(db, filter);
  const matches = wayMatches(way, filter.occurred);
  const isGrouped = way.isInOrder && way.test === null && (await hasMany(db, way, filter.occurred));
  return isGrouped ? testOnly(dialectOf(db), matches) : matches;
}

/** Of so many events it is dear to fetch each. */
const MANY = 20_000;

async function hasMany(db: Kysely<Database>, way: EventWay, window: EventWindow): Promise<boolean> {
  const { rows } = await sql`
    select 1 from (${way.times(window, sql`desc`, MANY)}) as times limit 1 offset ${MANY - 1}`.execute(db);
  return rows.length > 0;
}

function nameOf({ resource, value }: Row): string {
  const labels = resource === null ? {} : fromJson(resource);
  return labels["prefect.resource.name"] ?? labels["prefect.name"] ?? value;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
