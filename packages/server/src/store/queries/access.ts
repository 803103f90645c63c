import { sql, type Kysely } from "kysely";
import { dialectOf } from "../dialect.ts";
import type { Candidate } from "../filters/candidate.ts";
import { oneOf, type Condition } from "../filters/condition.ts";
import type { Database } from "../tables.ts";

// How a page is found among a million rows: when few rows can match, they are fetched and sorted; when many do, rows are
// read in the order of the list, and enough of them match soon. Which it is, a short look at an index tells.

const FEW = 1000;
/** A scan is not begun for what is common among the newest rows: the list's own order will meet it soon. */
const SAMPLE_ROWS = 2000;
const SAMPLE_COMMON = 20;

type RunTable = "flow_run" | "task_run";

export type Access =
  | { readonly kind: "fetch"; readonly condition: Condition }
  | {
      readonly kind: "walk";
      /** Implied by the filters and answered by an index, for counting; null when there is none. */
      readonly lookup: Condition | null;
      readonly inStartOrder: readonly Condition[] | null;
    };

export async function findAccess(
  db: Kysely<Database>,
  table: RunTable,
  candidates: readonly Candidate[],
): Promise<Access> {
  const narrow = candidates.find((candidate) => candidate.kind === "narrow");
  if (narrow !== undefined) return { kind: "fetch", condition: narrow.condition };
  for (const { kind, condition } of candidates) {
    if (kind === "scan" && (await isCommon(db, table, condition))) continue;
    const ids = await firstIds(db, table, condition);
    if (ids.length <= FEW) return { kind: "fetch", condition: oneOf(dialectOf(db), sql.ref(`${table}.id`), ids) };
  }
  const lookups = candidates.filter((candidate) => candidate.kind === "lookup");
  const ordered = lookups.find((candidate) => candidate.inStartOrder !== undefined);
  return {
    kind: "walk",
    lookup: (ordered ?? lookups[0])?.condition ?? null,
    inStartOrder: ordered?.inStartOrder ?? null,
  };
}

async function firstIds(db: Kysely<Database>, table: RunTable, condition: Condition): Promise<string[]> {
  const rows = await db
    .selectFrom(table)
    .select(`${table}.id`)
    .where(condition)
    .limit(FEW + 1)
    .execute();
  return rows.map((row) => row.id);
}

async function isCommon(db: Kysely<Database>, table: RunTable, condition: Condition): Promise<boolean> {
  const newest = db
    .selectFrom(table)
    .select([`${table}.id`, `${table}.name`, `${table}.tags`])
    .orderBy(`${table}.id`, "desc")
    .limit(SAMPLE_ROWS);
  const { count } = await db
    .selectFrom(newest.as(table))
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(condition)
    .executeTakeFirstOrThrow();
  return count >= SAMPLE_COMMON;
}
