import type { BoundedCount } from "@tutti/core/wire/dashboard";
import type { Kysely } from "kysely";
import { dialectOf, testOnly } from "../dialect.ts";
import { always, type Condition } from "../filters/condition.ts";
import type { Database } from "../tables.ts";
import type { Access } from "./access.ts";

type RunTable = "flow_run" | "task_run";

/** How many rows there are, by the narrowest index that the filters allow. */
export async function countRows(
  db: Kysely<Database>,
  table: RunTable,
  access: Access,
  scope: Condition,
): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(wayIn(access))
    .where(testOnly(dialectOf(db), scope))
    .executeTakeFirstOrThrow();
  return count;
}

const COUNT_MAX = 10_000;

/** Counts to 10,000 and then says "more": a million rows take no longer. */
export async function countSome(
  db: Kysely<Database>,
  table: RunTable | "flow" | "deployment",
  access: Access,
  scope: Condition,
): Promise<BoundedCount> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom(table)
        .select(`${table}.id`)
        .where(wayIn(access))
        .where(testOnly(dialectOf(db), scope))
        .limit(COUNT_MAX + 1)
        .as("counted"),
    )
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return { count: Math.min(count, COUNT_MAX), is_bounded: count > COUNT_MAX };
}

/** The condition by which rows that match are found; it is implied by the filters, not the whole of them. */
export function wayIn(access: Access): Condition {
  return access.kind === "fetch" ? access.condition : (access.lookup ?? always);
}
