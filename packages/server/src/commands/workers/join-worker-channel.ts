import { ApiError } from "@tutti/core/errors";
import { templateProblem } from "@tutti/core/base-job-template";
import { workPoolCreate, type WorkPool } from "@tutti/core/wire/work-pool";
import type { WorkerHello } from "@tutti/core/wire/worker-channel";
import { workPoolsWithSlots } from "../../store/queries/work-pools/work-pools-with-slots.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import type { WorkPoolTable } from "../../store/tables/work-pool-tables.ts";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { addWorkPool } from "../work-pools/create-work-pool.ts";
import { requireJobDefaults } from "../deployments/job-variables.ts";
import { loadWorkPool } from "../work-pools/load-work-pool.ts";
import { emitWorkPoolUpdate } from "../work-pools/work-pool-event.ts";
import { keepWorker } from "./record-worker-heartbeat.ts";

export interface JoinedPool {
  readonly pool: WorkPool;
  /** Those the worker serves. */
  readonly queues: readonly { readonly id: string; readonly name: string }[];
}

type Hello = Pick<
  WorkerHello,
  | "worker_name"
  | "worker_type"
  | "heartbeat_interval_seconds"
  | "work_queue_names"
  | "create_pool_if_not_found"
  | "default_base_job_template"
>;

/**
 * A worker opens its channel: the pool is made when it may be, gets the worker's template when it has none, and hears its
 * first heartbeat. Throws `forbidden` when there is no such pool or queue, `bad_request` for a template that is none.
 */
export async function joinWorkerChannel(
  tx: Tx,
  deps: Deps,
  { pool: name, hello }: { pool: string; hello: Hello },
): Promise<Outcome<JoinedPool>> {
  const found = await poolOf(tx, deps, name, hello);
  const queues = await queuesOf(tx, found, hello.work_queue_names);
  const pool = await withTemplate(tx, deps, found, hello);
  const { worker_name, heartbeat_interval_seconds } = hello;
  await keepWorker(tx, deps, pool, { name: worker_name, heartbeat_interval_seconds });
  const rows = await tx.selectFrom("work_pool").selectAll().where("id", "=", pool.id).execute();
  const [joined] = await workPoolsWithSlots(tx, rows);
  if (joined === undefined) throw new ApiError("forbidden", "work_pool_not_found");
  return { result: { pool: joined, queues } };
}

async function poolOf(tx: Tx, deps: Deps, name: string, hello: Hello): Promise<WorkPoolTable> {
  const standing = await tx.selectFrom("work_pool").selectAll().where("name", "=", name).forUpdate().executeTakeFirst();
  if (standing !== undefined) return standing;
  if (!hello.create_pool_if_not_found) throw new ApiError("forbidden", "work_pool_not_found");
  if (name.toLowerCase().startsWith("prefect")) throw new ApiError("forbidden", "work_pool_creation_unauthorized");
  const base_job_template = hello.default_base_job_template;
  const create = workPoolCreate.safeParse({ name, type: hello.worker_type, base_job_template });
  if (!create.success) throw new ApiError("bad_request", "The work pool cannot be made");
  await requireJobDefaults(tx, deps, create.data.base_job_template);
  return (await addWorkPool(tx, deps, create.data)) ?? loadWorkPool(tx, name);
}

async function queuesOf(tx: Tx, pool: WorkPoolTable, names: readonly string[]): Promise<JoinedPool["queues"]> {
  const queues = await tx
    .selectFrom("work_queue")
    .select(["id", "name"])
    .where("work_pool_id", "=", pool.id)
    .orderBy("priority")
    .execute();
  if (names.length === 0) return queues;
  const byName = new Map(queues.map((queue) => [queue.name, queue]));
  return [...new Set(names)].map((name) => {
    const queue = byName.get(name);
    if (queue === undefined) throw new ApiError("forbidden", "work_queue_not_found");
    return queue;
  });
}

/** A pool that was made without a template takes that of its first worker. */
async function withTemplate(tx: Tx, deps: Deps, pool: WorkPoolTable, hello: Hello): Promise<WorkPoolTable> {
  const from = fromJson(pool.base_job_template);
  const to = hello.default_base_job_template;
  if (Object.keys(from).length > 0 || Object.keys(to).length === 0) return pool;
  if (templateProblem(to) !== null) throw new ApiError("bad_request", "The template is none");
  await requireJobDefaults(tx, deps, to);
  const after = { ...pool, base_job_template: toJson(to), updated: deps.now() };
  await updateChanged(tx, "work_pool", pool, after);
  await emitWorkPoolUpdate(tx, deps, after, { base_job_template: { from, to } });
  return after;
}
