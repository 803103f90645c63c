import type { workPoolsCountBody } from "@tutti/core/wire/work-pool";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { always } from "../../filters/condition.ts";
import { workPoolMatches } from "../../filters/work-pool-conditions.ts";
import type { Database } from "../../tables.ts";

export async function countWorkPools(
  db: Kysely<Database>,
  _deps: Deps,
  { work_pools }: z.output<typeof workPoolsCountBody>,
): Promise<number> {
  const { count } = await db
    .selectFrom("work_pool")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(work_pools === null ? always : workPoolMatches(dialectOf(db), work_pools))
    .executeTakeFirstOrThrow();
  return count;
}
