import { formatInstant } from "@tutti/core/instant";
import type { WaitingFacts } from "@tutti/core/wire/dashboard-work";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { sharedNow } from "../../dialect.ts";
import { globalConcurrencyLimitFromRow } from "../../rows/concurrency-limit-row.ts";
import { fromJson } from "../../rows/json-column.ts";
import { formatOrNull } from "../../rows/format-or-null.ts";
import type { Database } from "../../tables.ts";
import { SLOT_STATES } from "../work-pools/active-slots.ts";
import { namedWorkQueues } from "../work-pools/named-work-queues.ts";
import { NO_WORKERS, poolWorkers } from "../work-pools/pool-workers.ts";
import { awaitedRetries, waitsInProcess } from "./waits-in-process.ts";
import { readDeployment } from "../deployments/read-deployment.ts";
import { workPoolsWithSlots } from "../work-pools/work-pools-with-slots.ts";
import { workQueuesWithSlots } from "../work-pools/work-queues-with-slots.ts";

/** What a flow run may be waiting for, as it is now. Null when there is no such run. */
export async function waitingFacts(
  db: Kysely<Database>,
  deps: Deps,
  { id }: { readonly id: string },
): Promise<WaitingFacts | null> {
  const run = await db
    .selectFrom("flow_run")
    .select(["deployment_id", "work_queue_id"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (run === undefined) return null;
  const queue = await queueFacts(db, run.work_queue_id);
  return {
    deployment: await deploymentFacts(db, deps, run.deployment_id),
    ...queue,
    is_pool_gone: run.work_queue_id !== null && queue.work_queue === null,
    limits: await limitFacts(db, deps, id),
    events: await eventFacts(db, id),
    retries: await awaitedRetries(db, id),
    ...(await waitsInProcess(db, id, deps.now())),
  };
}

/** Of tasks that all wait for the same some are enough. */
const LIMITS_MAX = 20;

async function limitFacts(db: Kysely<Database>, deps: Deps, id: string): Promise<WaitingFacts["limits"]> {
  const now = await sharedNow(db, deps);
  const rows = await db
    .selectFrom("concurrency_wait as wait")
    .innerJoin("concurrency_limit as limit", "limit.id", "wait.limit_id")
    .leftJoin("task_run", "task_run.id", "wait.holder_id")
    .selectAll("limit")
    .select(["wait.slots", "wait.since", "task_run.id as task_run_id", "task_run.name as task_name"])
    .where("wait.flow_run_id", "=", id)
    .where("wait.expires_at", ">", now)
    .orderBy("wait.since")
    .orderBy("wait.holder_id")
    .orderBy("limit.id")
    .limit(LIMITS_MAX)
    .execute();
  return rows.map(({ slots, since, task_run_id, task_name, ...row }) => {
    const { id: limitId, name, limit, active_slots } = globalConcurrencyLimitFromRow(row, now);
    return { id: limitId, name, limit, active_slots, slots, since: formatInstant(since), task_run_id, task_name };
  });
}

async function eventFacts(db: Kysely<Database>, id: string): Promise<WaitingFacts["events"]> {
  const rows = await db
    .selectFrom("event_wait")
    .select(["event", "resource"])
    .where("flow_run_id", "=", id)
    .orderBy("number")
    .execute();
  return rows.map(({ event, resource }) => {
    const wanted = fromJson(resource)["prefect.resource.id"] ?? [];
    return { event, resource: [wanted].flat().join(" or ") || null };
  });
}

async function deploymentFacts(
  db: Kysely<Database>,
  deps: Deps,
  id: string | null,
): Promise<WaitingFacts["deployment"]> {
  const deployment = id === null ? null : await readDeployment(db, deps, { id });
  if (deployment === null) return null;
  const limit = deployment.global_concurrency_limit;
  const isLimited = limit?.active === true;
  return {
    id: deployment.id,
    name: deployment.name,
    paused: deployment.paused,
    concurrency_limit: isLimited ? limit.limit : null,
    active_slots: isLimited ? limit.active_slots : null,
  };
}

type QueueFacts = Pick<WaitingFacts, "work_pool" | "work_queue">;

async function queueFacts(db: Kysely<Database>, id: string | null): Promise<QueueFacts> {
  const none = { work_pool: null, work_queue: null };
  if (id === null) return none;
  const [queue] = await workQueuesWithSlots(
    db,
    await namedWorkQueues(db).where("work_queue.id", "=", id).execute(),
    SLOT_STATES,
  );
  if (queue === undefined) return none;
  const { name, is_paused, concurrency_limit, active_slots, last_polled } = queue;
  return {
    work_pool: await poolFacts(db, queue.work_pool_id ?? ""),
    work_queue: { name, is_paused, concurrency_limit, active_slots, last_polled },
  };
}

async function poolFacts(db: Kysely<Database>, id: string): Promise<WaitingFacts["work_pool"]> {
  const rows = await db.selectFrom("work_pool").selectAll().where("id", "=", id).execute();
  const [pool] = await workPoolsWithSlots(db, rows);
  if (pool === undefined) return null;
  const { online, lastHeartbeat } = (await poolWorkers(db, [id])).get(id) ?? NO_WORKERS;
  return {
    name: pool.name,
    type: pool.type,
    is_paused: pool.is_paused,
    concurrency_limit: pool.concurrency_limit,
    active_slots: pool.active_slots,
    workers_online: online,
    last_heartbeat_time: formatOrNull(lastHeartbeat),
  };
}
