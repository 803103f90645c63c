import type { WorkPool, workPoolsFilterBody } from "@tutti/core/wire/work-pool";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { always } from "../../filters/condition.ts";
import { workPoolMatches } from "../../filters/work-pool-conditions.ts";
import type { Database } from "../../tables.ts";
import { workPoolsWithSlots } from "./work-pools-with-slots.ts";

/** By name. */
export async function listWorkPools(
  db: Kysely<Database>,
  _deps: Deps,
  { work_pools, limit, offset }: z.output<typeof workPoolsFilterBody>,
): Promise<WorkPool[]> {
  const rows = await db
    .selectFrom("work_pool")
    .selectAll()
    .where(work_pools === null ? always : workPoolMatches(dialectOf(db), work_pools))
    .orderBy("name")
    .limit(limit)
    .offset(offset)
    .execute();
  return workPoolsWithSlots(db, rows);
}
