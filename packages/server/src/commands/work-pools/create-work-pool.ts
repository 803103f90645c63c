import { ApiError } from "@tutti/core/errors";
import type { WorkPool, WorkPoolCreate } from "@tutti/core/wire/work-pool";
import type { Deps } from "../../deps.ts";
import { insertNew } from "../../store/row-writes.ts";
import { toJson } from "../../store/rows/json-column.ts";
import { workPoolFromRow } from "../../store/rows/work-pool-row.ts";
import type { WorkPoolTable } from "../../store/tables/work-pool-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { requireJobDefaults } from "../deployments/job-variables.ts";
import { addWorkQueue } from "./add-work-queue.ts";
import { emitWorkPoolEvent, emitWorkPoolStatus } from "./work-pool-event.ts";

/** Makes a pool with its queue `default`. Throws `conflict` when the name is taken, `invalid_request` for wrong defaults. */
export async function createWorkPool(tx: Tx, deps: Deps, create: WorkPoolCreate): Promise<Outcome<WorkPool>> {
  await requireJobDefaults(tx, deps, create.base_job_template);
  const pool = await addWorkPool(tx, deps, create);
  if (pool === null) throw new ApiError("conflict", "A work pool with this name already exists.");
  return { result: workPoolFromRow(pool, 0) };
}

/** Null when the name is taken. */
export async function addWorkPool(tx: Tx, deps: Deps, create: WorkPoolCreate): Promise<WorkPoolTable | null> {
  const now = deps.now();
  const pool: WorkPoolTable = {
    id: deps.newId(),
    created: now,
    updated: now,
    name: create.name,
    description: create.description ?? null,
    type: create.type,
    base_job_template: toJson(create.base_job_template),
    is_paused: create.is_paused ? 1 : 0,
    concurrency_limit: create.concurrency_limit ?? null,
    default_queue_id: null,
    storage_configuration: toJson(completeStorage(create.storage_configuration)),
    status: statusOfNew(create),
    status_event_id: null,
    status_changed_at: null,
  };
  if (!(await insertNew(tx, "work_pool", pool))) return null;
  const queue = await addWorkQueue(tx, deps, pool, {
    name: "default",
    description: "The work pool's default queue.",
    is_paused: false,
  });
  pool.default_queue_id = queue?.id ?? null;
  await tx
    .updateTable("work_pool")
    .set({ default_queue_id: pool.default_queue_id })
    .where("id", "=", pool.id)
    .execute();
  await emitWorkPoolEvent(tx, deps, "created", pool);
  if (pool.status !== null) await emitWorkPoolStatus(tx, deps, { ...pool, status: pool.status }, null);
  return pool;
}

/** Agents send no heartbeats: their pools have no status. */
function statusOfNew({ type, is_paused }: WorkPoolCreate): WorkPoolTable["status"] {
  if (type === "prefect-agent") return null;
  return is_paused ? "PAUSED" : "NOT_READY";
}

/** With every key, as clients expect it. */
export function completeStorage(
  storage: WorkPoolCreate["storage_configuration"],
): WorkPoolCreate["storage_configuration"] {
  return {
    bundle_upload_step: storage.bundle_upload_step ?? null,
    bundle_execution_step: storage.bundle_execution_step ?? null,
    default_result_storage_block_id: storage.default_result_storage_block_id ?? null,
  };
}
