import type { Worker, workersFilterBody } from "@tutti/core/wire/worker";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { always } from "../../filters/condition.ts";
import { workerMatches } from "../../filters/worker-conditions.ts";
import { workerFromRow } from "../../rows/worker-row.ts";
import type { Database } from "../../tables.ts";
import { workPoolId } from "./work-pool-id.ts";

/** The workers of a pool, the last that was heard of first. Null when there is no such pool. */
export async function listWorkers(
  db: Kysely<Database>,
  _deps: Deps,
  { pool, workers, limit, offset }: z.output<typeof workersFilterBody> & { readonly pool: string },
): Promise<Worker[] | null> {
  const poolId = await workPoolId(db, pool);
  if (poolId === null) return null;
  const rows = await db
    .selectFrom("worker")
    .selectAll()
    .where("work_pool_id", "=", poolId)
    .where(workers === null ? always : workerMatches(dialectOf(db), workers))
    .orderBy("last_heartbeat_time", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(workerFromRow);
}
