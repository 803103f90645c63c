import { ApiError } from "@tutti/core/errors";
import type { WorkQueueKey } from "../../store/queries/work-pools/read-work-queue.ts";
import type { WorkPoolTable, WorkQueueTable } from "../../store/tables/work-pool-tables.ts";
import type { Tx } from "../command.ts";

/** The pool of that name, locked until the commit: its queues change one at a time. Throws `not_found`. */
export async function loadWorkPool(tx: Tx, name: string): Promise<WorkPoolTable> {
  const pool = await tx.selectFrom("work_pool").selectAll().where("name", "=", name).forUpdate().executeTakeFirst();
  if (pool === undefined) throw poolNotFound(name);
  return pool;
}

/** The pool of that name, to read only. Throws `not_found`. */
export async function findWorkPool(tx: Tx, name: string): Promise<WorkPoolTable> {
  const pool = await tx.selectFrom("work_pool").selectAll().where("name", "=", name).executeTakeFirst();
  if (pool === undefined) throw poolNotFound(name);
  return pool;
}

export function poolNotFound(name: string): ApiError {
  return new ApiError("not_found", `Work pool "${name}" not found.`);
}

/** A queue and its pool, the pool locked until the commit. Throws `not_found`, in the words of the way it was asked for. */
export async function loadWorkQueue(
  tx: Tx,
  key: WorkQueueKey,
): Promise<{ readonly pool: WorkPoolTable; readonly queue: WorkQueueTable }> {
  const pool = "id" in key ? await poolOfQueue(tx, key.id) : await loadWorkPool(tx, key.pool);
  const queue =
    pool === undefined
      ? undefined
      : await tx
          .selectFrom("work_queue")
          .selectAll()
          .where("work_pool_id", "=", pool.id)
          .where("id" in key ? "id" : "name", "=", "id" in key ? key.id : key.name)
          .executeTakeFirst();
  if (pool === undefined || queue === undefined) throw queueNotFound(key);
  return { pool, queue };
}

export function queueNotFound(key: WorkQueueKey): ApiError {
  const detail = "id" in key ? "work queue not found" : `Work pool queue '${key.pool}/${key.name}' not found.`;
  return new ApiError("not_found", detail);
}

async function poolOfQueue(tx: Tx, queueId: string): Promise<WorkPoolTable | undefined> {
  return tx
    .selectFrom("work_pool")
    .selectAll()
    .where("id", "in", (eb) => eb.selectFrom("work_queue").select("work_pool_id").where("id", "=", queueId))
    .forUpdate()
    .executeTakeFirst();
}
