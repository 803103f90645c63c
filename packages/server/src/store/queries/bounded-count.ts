import type { BoundedCount } from "@tutti/core/wire/dashboard";
import { type Kysely } from "kysely";
import type { Condition } from "../filters/condition.ts";
import type { Database } from "../tables.ts";

const COUNT_MAX = 10_000;

/** Counts to 10,000 and then says "more": a million rows take no longer. */
export async function boundedCount(
  db: Kysely<Database>,
  table: "flow" | "flow_run",
  scope: Condition,
): Promise<BoundedCount> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom(table)
        .select(`${table}.id`)
        .where(scope)
        .limit(COUNT_MAX + 1)
        .as("counted"),
    )
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return { count: Math.min(count, COUNT_MAX), is_bounded: count > COUNT_MAX };
}
