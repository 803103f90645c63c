import type { Instant } from "@tutti/core/instant";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";

export interface PoolWorkers {
  readonly workers: number;
  readonly online: number;
  readonly lastHeartbeat: Instant | null;
}

export const NO_WORKERS: PoolWorkers = { workers: 0, online: 0, lastHeartbeat: null };

/** Who has been heard of, by pool; a pool that never had a worker is left out. */
export async function poolWorkers(
  db: Kysely<Database>,
  poolIds: readonly string[],
): Promise<ReadonlyMap<string, PoolWorkers>> {
  if (poolIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("worker")
    .select(({ fn }) => [
      "work_pool_id",
      fn.countAll<number>().as("workers"),
      fn.max("last_heartbeat_time").as("lastHeartbeat"),
      sql<number>`cast(sum(case when status = 'ONLINE' then 1 else 0 end) as integer)`.as("online"),
    ])
    .where(oneOf(dialectOf(db), sql.ref("work_pool_id"), poolIds))
    .groupBy("work_pool_id")
    .execute();
  return new Map(rows.map(({ work_pool_id, ...workers }) => [work_pool_id, workers]));
}
