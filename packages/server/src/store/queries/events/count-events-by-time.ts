import type { TimeBuckets } from "@tutti/core/event-buckets";
import { formatInstant, instant } from "@tutti/core/instant";
import type { EventCount, EventFilter } from "@tutti/core/wire/event-filter";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { eventWay, wayMatches } from "./event-way.ts";

/** How many events occurred in each of the buckets, none of which may begin after the filter's window does. */
export async function countEventsByTime(
  db: Kysely<Database>,
  _deps: Deps,
  params: { filter: EventFilter; buckets: TimeBuckets },
): Promise<EventCount[]> {
  const { filter, buckets } = params;
  const way = await eventWay(db, filter);
  const { rows } = await sql<{ bucket: number; count: number }>`
    select cast((event.occurred - ${buckets.start}) / ${buckets.widthMicros} as bigint) as bucket, count(*) as count
    from event where ${wayMatches(way, filter.occurred)} group by 1`.execute(db);
  const counts = new Map(rows.map(({ bucket, count }) => [bucket, count]));
  return Array.from({ length: buckets.count }, (_, index) => {
    const start = buckets.start + index * buckets.widthMicros;
    const label = formatInstant(instant(start));
    return {
      value: String(index),
      label: label.replace("Z", "+00:00"),
      count: counts.get(index) ?? 0,
      start_time: label,
      end_time: formatInstant(instant(start + buckets.widthMicros - 1)),
    };
  });
}
