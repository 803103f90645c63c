import { sql, type Kysely } from "kysely";
import { dialectOf, shortOnly } from "../../dialect.ts";
import { combine, type Condition } from "../../filters/condition.ts";
import { isSearchKey, KEY_LENGTH_MAX } from "../../search-key.ts";
import type { Database } from "../../tables.ts";

/**
 * The names of events that begin with one of the prefixes, whichever there are; null when they are more than so many, or
 * cannot be told from an index. It steps from name to name, however many events have each.
 */
export async function eventNames(
  db: Kysely<Database>,
  prefixes: readonly string[],
  max: number,
): Promise<string[] | null> {
  if (prefixes.length > max || !prefixes.every((prefix) => prefix === "" || isSearchKey(prefix))) return null;
  const names = new Set<string>();
  for (const prefix of prefixes) {
    for (const name of await namesFrom(db, prefix, max + 1)) {
      if (name.startsWith(prefix)) names.add(name);
    }
    if (names.size > max) return null;
  }
  return (await hasLongNames(db)) ? null : [...names];
}

/** So many names in their order, from the prefix on. */
async function namesFrom(db: Kysely<Database>, prefix: string, limit: number): Promise<string[]> {
  const next = (after: Condition) =>
    sql`select event.event from event where ${combine("and_", [...shortOnly(dialectOf(db), "event.event"), after])}
      order by event.event limit 1`;
  const { rows } = await sql<{ name: string | null }>`
    with recursive found (name, place) as (
      select (${next(sql`event.event >= ${prefix}`)}), 1
      union all
      select (${next(sql`event.event > found.name`)}), found.place + 1 from found
      where found.name is not null and found.place < ${limit} and substr(found.name, 1, length(${prefix})) = ${prefix})
    select name from found`.execute(db);
  return rows.flatMap(({ name }) => (name === null ? [] : [name]));
}

/** Whether there are names that not every database indexes. */
async function hasLongNames(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql`
    select 1 from event where length(event.event) > ${sql.lit(KEY_LENGTH_MAX)} limit 1`.execute(db);
  return rows.length > 0;
}
