import { sql, type SqlBool } from "kysely";
import type { Deps } from "../../deps.ts";
import { oneOf } from "../../store/filters/condition.ts";
import { dialectOf } from "../../store/dialect.ts";
import type { Outcome, Tx } from "../command.ts";
import { changeWorkPoolStatus } from "../work-pools/update-work-pool.ts";

const MICROS = 1_000_000;

/** Workers that have missed their heartbeats are offline, and pools that have no other are not ready. Answers how many. */
export async function retireWorkers(
  tx: Tx,
  deps: Deps,
  { heartbeatsMissedMax, heartbeatSeconds }: { heartbeatsMissedMax: number; heartbeatSeconds: number },
): Promise<Outcome<{ workers: number; pools: number }>> {
  const silence = sql<number>`coalesce(heartbeat_interval_seconds, ${sql.lit(heartbeatSeconds)})
    * ${sql.lit(heartbeatsMissedMax * MICROS)}`;
  const now = deps.now();
  const offline = await tx
    .updateTable("worker")
    .set({ status: "OFFLINE", updated: now })
    .where("status", "=", sql.lit("ONLINE"))
    .where(sql<SqlBool>`last_heartbeat_time < cast(${now} as bigint) - ${silence}`)
    .returning("work_pool_id")
    .execute();
  return { result: { workers: offline.length, pools: await retirePools(tx, deps) } };
}

/** Not those alone whose workers went just now: a worker may have been forgotten. */
async function retirePools(tx: Tx, deps: Deps): Promise<number> {
  const deserted = await tx
    .selectFrom("work_pool")
    .select("id")
    .where("status", "=", sql.lit("READY"))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("worker")
            .select("worker.id")
            .whereRef("worker.work_pool_id", "=", "work_pool.id")
            .where("worker.status", "=", sql.lit("ONLINE")),
        ),
      ),
    )
    .execute();
  if (deserted.length === 0) return 0;
  const pools = await tx
    .selectFrom("work_pool")
    .selectAll()
    .where(
      oneOf(
        dialectOf(tx),
        sql.ref("id"),
        deserted.map((pool) => pool.id),
      ),
    )
    .where("status", "=", "READY")
    .forUpdate()
    .execute();
  for (const pool of pools) {
    await changeWorkPoolStatus(tx, deps, pool, { ...pool, updated: deps.now() }, "NOT_READY");
  }
  return pools.length;
}
