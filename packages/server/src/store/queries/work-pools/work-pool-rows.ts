import { addSeconds, type Instant } from "@tutti/core/instant";
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
/** Of all pools, as an index has them: what has no pool is among them. */
const ENDED_MAX = 20_000;
const ENDED_WITHIN_SECONDS = 86_400;

/** The pools by name, each with its workers and what goes on in it. Six statements, however many pools. */
export async function workPoolRows(db: Kysely<Database>, deps: Deps, _params: object): Promise<WorkPoolRow[]> {
  const rows = await db.selectFrom("work_pool").selectAll().orderBy("name").limit(POOLS_MAX).execute();
  const pools = await workPoolsWithSlots(db, rows);
  const ids = rows.map((row) => row.id);
  const workers = await poolWorkers(db, ids);
  const runs = await runsOfPools(db, ids, deps.now());
  const ended = await endedInPools(db, deps.now());
  const queues = await queuesOfPools(db, ids);
  return pools.map(({ base_job_template: _template, storage_configuration: _storage, ...pool }) => {
    const known = workers.get(pool.id) ?? NO_WORKERS;
    return {
      ...pool,
      workers: known.workers,
      workers_online: known.online,
      last_heartbeat_time: formatOrNull(known.lastHeartbeat),
      running: runs.get(`${pool.id} RUNNING`)?.count ?? 0,
      pending: runs.get(`${pool.id} PENDING`)?.count ?? 0,
      due: runs.get(`${pool.id} SCHEDULED`)?.count ?? 0,
      due_since: formatOrNull(runs.get(`${pool.id} SCHEDULED`)?.first ?? null),
      queues: queues.get(pool.id) ?? 0,
      ...(ended.get(pool.id) ?? NOTHING_ENDED),
    };
  });
}

interface Tally {
  readonly count: number;
  /** When the first of them is or was due. */
  readonly first: Instant | null;
}

/** Runs that are under way or due, by pool and state. The join is told in the order in which the indexes serve it. */
async function runsOfPools(
  db: Kysely<Database>,
  poolIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, Tally>> {
  if (poolIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("work_queue")
    .crossJoin("flow_run")
    .select(({ fn }) => [
      "work_queue.work_pool_id",
      "flow_run.state_type",
      fn.countAll<number>().as("count"),
      fn.min("flow_run.next_scheduled_start_time").as("first"),
    ])
    .where(oneOf(dialectOf(db), sql.ref("work_queue.work_pool_id"), poolIds))
    .whereRef("flow_run.work_queue_id", "=", "work_queue.id")
    .where("flow_run.state_type", "in", ["PENDING", "RUNNING", "SCHEDULED"])
    .where((eb) =>
      eb.or([eb("flow_run.state_type", "<>", "SCHEDULED"), eb("flow_run.next_scheduled_start_time", "<=", now)]),
    )
    .groupBy(["work_queue.work_pool_id", "flow_run.state_type"])
    .execute();
  return new Map(rows.map((row) => [`${row.work_pool_id} ${row.state_type ?? ""}`, row]));
}

async function queuesOfPools(db: Kysely<Database>, poolIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("work_queue")
    .select(({ fn }) => ["work_pool_id", fn.countAll<number>().as("count")])
    .where(oneOf(dialectOf(db), sql.ref("work_pool_id"), poolIds))
    .groupBy("work_pool_id")
    .execute();
  return new Map(rows.map(({ work_pool_id, count }) => [work_pool_id, count]));
}

const NOTHING_ENDED = { ended: 0, completed: 0 };

/** How runs ended of late, by pool: of all pools the last that did, as an index has them. */
async function endedInPools(
  db: Kysely<Database>,
  now: Instant,
): Promise<ReadonlyMap<string, { ended: number; completed: number }>> {
  const latest = db
    .selectFrom("flow_run")
    .select(["work_queue_id", "state_type"])
    .where("end_time", ">=", addSeconds(now, -ENDED_WITHIN_SECONDS))
    .orderBy(sql`end_time desc nulls last`)
    .limit(ENDED_MAX);
  const rows = await db
    .selectFrom(latest.as("latest"))
    .innerJoin("work_queue", "work_queue.id", "latest.work_queue_id")
    .select(({ fn }) => [
      "work_queue.work_pool_id",
      fn.countAll<number>().as("ended"),
      sql<number>`cast(sum(case when latest.state_type = 'COMPLETED' then 1 else 0 end) as integer)`.as("completed"),
    ])
    .groupBy("work_queue.work_pool_id")
    .execute();
  return new Map(rows.map(({ work_pool_id, ...counts }) => [work_pool_id, counts]));
}
