import type { EventFilter } from "@tutti/core/wire/event-filter";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { eventWay, wayMatches, type EventWay, type EventWindow } from "./event-way.ts";
import { visitWindow } from "./event-windows.ts";

/** How long events are read to be counted. */
const PATIENCE_MS = 50;

/**
 * How many events there are; with `distinct`, of how many resources. What an index cannot tell is counted for a moment,
 * and is then the number of those found so far.
 */
export async function countEvents(db: Kysely<Database>, deps: Deps, params: { filter: EventFilter }): Promise<number> {
  const { filter } = params;
  const way = await eventWay(db, filter);
  if (filter.resource?.distinct === true) return matching(db, way, filter.occurred, "distinct");
  if (way.test === null) return (await way.count(filter.occurred).execute(db)).rows[0]?.count ?? 0;
  const began = deps.monotonicMs();
  let total = 0;
  await visitWindow(db, way, filter, async (part) => {
    total += await matching(db, way, part, "all");
    return { isEnough: deps.monotonicMs() - began > PATIENCE_MS };
  });
  return total;
}

async function matching(
  db: Kysely<Database>,
  way: EventWay,
  window: EventWindow,
  which: "all" | "distinct",
): Promise<number> {
  const counted = which === "distinct" ? sql`distinct event.resource_id` : sql`*`;
  const { rows } = await sql<{ count: number }>`
    select count(${counted}) as count from event where ${wayMatches(way, window)}`.execute(db);
  return rows[0]?.count ?? 0;
}
