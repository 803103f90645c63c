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
  resource: EventTable["resource"];
}

/** How many events there are of each name or resource, the most frequent first. A resource is called as it was last. */
export async function countEventsBySubject(
  db: Kysely<Database>,
  _deps: Deps,
  params: { filter: EventFilter; subject: "event" | "resource" },
): Promise<EventCount[]> {
  const value = sql.ref(params.subject === "event" ? "event.event" : "event.resource_id");
  const { rows } = await sql<Row>`
    select value, count, oldest, latest, resource from (
      select ${value} as value, event.resource as resource,
        count(*) over (partition by ${value}) as count,
        min(event.occurred) over (partition by ${value}) as oldest,
        max(event.occurred) over (partition by ${value}) as latest,
        row_number() over (partition by ${value} order by event.occurred desc, event.id desc) as place
      from event where ${eventMatches(dialectOf(db), params.filter)}) as counted
    where place = 1 order by count desc, value limit ${SUBJECTS_MAX}`.execute(db);
  return rows
    .map((row): EventCount => ({
      value: row.value,
      label: params.subject === "event" ? row.value : nameOf(row),
      count: row.count,
      start_time: formatInstant(row.oldest),
      end_time: formatInstant(row.latest),
    }))
    .sort((a, b) => b.count - a.count || compareText(a.label, b.label));
}

function nameOf({ resource, value }: Row): string {
  const labels = fromJson(resource);
  return labels["prefect.resource.name"] ?? labels["prefect.name"] ?? value;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
