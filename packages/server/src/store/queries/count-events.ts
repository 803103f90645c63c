import type { EventFilter } from "@tutti/core/wire/event-filter";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../dialect.ts";
import { eventMatches } from "../filters/event-conditions.ts";
import type { Database } from "../tables.ts";

/** How many events there are; with `distinct`, of how many resources. */
export async function countEvents(db: Kysely<Database>, _deps: Deps, params: { filter: EventFilter }): Promise<number> {
  const counted = params.filter.resource?.distinct === true ? sql`distinct event.resource_id` : sql`*`;
  const { rows } = await sql<{
    count: number;
  }>`select count(${counted}) as count from event where ${eventMatches(dialectOf(db), params.filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}
