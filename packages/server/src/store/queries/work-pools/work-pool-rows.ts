import type { Instant } from "@tutti/core/instant";
import type { WorkPoolRow } from "@tutti/core/wire/dashboard-work";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import { formatOrNull } from "../../rows/format-or-null.ts";
import type { Database } from "../../tables.ts";
import { NO_WORKERS, poolWorkers } from "./pool-workers.ts";
import { workPoolsWithSlots } from "./work-pools-with-slots.ts";

const POOLS_MAX = 200;

/** The pools by name, each with its workers and what is under way or due in it. Four statements, however many pools. */
export async function workPoolRows(db: Kysely<Database>, deps: Deps, _params: object): Promise<WorkPoolRow[]> {
  const rows = await db.selectFrom("work_pool").selectAll().orderBy("name").limit(POOLS_MAX).execute();
  const pools = await workPoolsWithSlots(db, rows);
  const ids = rows.map((row) => row.id);
  const workers = await poolWorkers(db, ids);
  const runs = await runsOfPools(db, ids, deps.now());
  return pools.map(({ base_job_template: _template, storage_configuration: _storage, ...pool }) => {
    const known = workers.get(pool.id) ?? NO_WORKERS;
    return {
      ...pool,
      workers: known.workers,
      workers_online: known.online,
      last_heartbeat_time: formatOrNull(known.lastHeartbeat),
      running: runs.get(`${pool.id} RUNNING`) ?? 0,
      pending: runs.get(`${pool.id} PENDING`) ?? 0,
      due: runs.get(`${pool.id} SCHEDULED`) ?? 0,
    };
  });
}

/** Runs that are under way or due, by pool and state. The join is told in the order in which the indexes serve it. */
async function runsOfPools(
  db: Kysely<Database>,
  poolIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, number>> {
  if (poolIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("work_queue")
    .crossJoin("flow_run")
    .select(({ fn }) => ["work_queue.work_pool_id", "flow_run.state_type", fn.countAll<number>().as("count")])
    .where(oneOf(dialectOf(db), sql.ref("work_queue.work_pool_id"), poolIds))
    .whereRef("flow_run.work_queue_id", "=", "work_queue.id")
    .where("flow_run.state_type", "in", ["PENDING", "RUNNING", "SCHEDULED"])
    .where((eb) =>
      eb.or([eb("flow_run.state_type", "<>", "SCHEDULED"), eb("flow_run.next_scheduled_start_time", "<=", now)]),
    )
    .groupBy(["work_queue.work_pool_id", "flow_run.state_type"])
    .execute();
  return new Map(rows.map((row) => [`${row.work_pool_id} ${row.state_type ?? ""}`, row.count]));
}
