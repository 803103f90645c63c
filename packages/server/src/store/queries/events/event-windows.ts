import { instant, type Instant } from "@tutti/core/instant";
import type { EventFilter } from "@tutti/core/wire/event-filter";
import { sql, type Kysely } from "kysely";
import type { Database } from "../../tables.ts";
import type { EventWay, EventWindow } from "./event-way.ts";

/** Candidates of the first part: little more than a page where each part is sorted, many where it is read in order. */
const FIRST = { sorted: 200, inOrder: 2000 };
const GROWTH = 2;
const PART_MAX = 8000;

/**
 * Goes through a window part by part, in the order asked for, each of not many more candidates than the one before, until
 * `visit` says that it is enough. Answers when the last event visited occurred, if there may be more after it; null when
 * everything was visited.
 */
export async function visitWindow(
  db: Kysely<Database>,
  way: EventWay,
  { occurred, order }: EventFilter,
  visit: (part: EventWindow) => Promise<{ readonly isEnough: boolean }>,
): Promise<Instant | null> {
  let rest = occurred;
  for (let size = way.isInOrder ? FIRST.inOrder : FIRST.sorted; ; size = Math.min(size * GROWTH, PART_MAX)) {
    const edge = await nth(db, way, rest, order, size);
    const { isEnough } = await visit(edge === null ? rest : upTo(rest, order, edge));
    if (edge === null) return null;
    if (isEnough) return edge;
    rest = order === "ASC" ? { ...rest, since: instant(edge + 1) } : { ...rest, until: instant(edge - 1) };
  }
}

/** When the candidate of that number in the order occurred; null when there are not so many. */
async function nth(
  db: Kysely<Database>,
  way: EventWay,
  window: EventWindow,
  order: EventFilter["order"],
  size: number,
): Promise<Instant | null> {
  const direction = order === "ASC" ? sql`asc` : sql`desc`;
  const { rows } = await sql<{ occurred: Instant }>`
    select occurred from (${way.times(window, direction, size)}) as times
    order by occurred ${direction} limit 1 offset ${size - 1}`.execute(db);
  return rows[0]?.occurred ?? null;
}

function upTo(window: EventWindow, order: EventFilter["order"], edge: Instant): EventWindow {
  return order === "ASC" ? { ...window, until: edge } : { ...window, since: edge };
}
