import { formatInstant, type Instant } from "@tutti/core/instant";
import type { EventCount, EventFilter } from "@tutti/core/wire/event-filter";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../dialect.ts";
import { eventMatches } from "../filters/event-conditions.ts";
import { fromJson } from "../rows/json-column.ts";
import type { Database, EventTable } from "../tables.ts";

/** Of more subjects than this, those with the fewest events are left out. */
const SUBJECTS_MAX = 10_000;

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
  params: { filter: EventFilter; subject: "event" | "resource" },
): Promise<EventCount[]> {
  const value = sql.ref(params.subject === "event" ? "event.event" : "event.resource_id");
  const lastResource = sql`(select last.resource from event as last where last.resource_id = counted.value
    and last.occurred = counted.latest order by last.id desc limit 1)`;
  const { rows } = await sql<Row>`
    select counted.*, ${params.subject === "event" ? sql`null` : lastResource} as resource from (
      select ${value} as value, count(*) as count, min(event.occurred) as oldest, max(event.occurred) as latest
      from event where ${eventMatches(dialectOf(db), params.filter)}
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

function nameOf({ resource, value }: Row): string {
  const labels = resource === null ? {} : fromJson(resource);
  return labels["prefect.resource.name"] ?? labels["prefect.name"] ?? value;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
