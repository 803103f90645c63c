import type { Deps } from "../../deps.ts";
import type { WorkPoolTable, WorkQueueTable } from "../../store/tables/work-pool-tables.ts";
import type { Tx } from "../command.ts";
import { addWorkQueue } from "./add-work-queue.ts";
import { agentWorkPool } from "./agent-work-pool.ts";
import { findWorkPool, loadWorkPool, queueNotFound } from "./load-work-pool.ts";

/** Where a run or a deployment is sent, by the names that a client gives. */
export interface QueueNames {
  readonly pool: string | null;
  readonly queue: string | null;
}

/** A queue that is named is made when it is missing; a pool is not. Throws `not_found`. */
export async function queueIdOf(tx: Tx, deps: Deps, { pool, queue }: QueueNames): Promise<string | null> {
  if (pool === null && queue === null) return null;
  const found = pool === null ? (await agentWorkPool(tx, deps)).pool : await findWorkPool(tx, pool);
  if (queue === null) return found.default_queue_id;
  const standing = await queueIn(tx, found, queue);
  if (standing !== undefined) return standing.id;
  const made = await addWorkQueue(tx, deps, await loadWorkPool(tx, found.name), {
    name: queue,
    description: "",
    is_paused: false,
    // Agents serve the queue that was named last before the others.
    ...(pool === null ? { priority: 1 } : {}),
  });
  return made?.id ?? null;
}

/** The queue that stands in the pool, its default queue when none is named. Throws `not_found`. */
export async function standingQueueId(
  tx: Tx,
  { pool, queue }: QueueNames & { readonly pool: string },
): Promise<string | null> {
  const found = await findWorkPool(tx, pool);
  if (queue === null) return found.default_queue_id;
  const standing = await queueIn(tx, found, queue);
  if (standing === undefined) throw queueNotFound({ pool, name: queue });
  return standing.id;
}

async function queueIn(tx: Tx, pool: WorkPoolTable, name: string): Promise<WorkQueueTable | undefined> {
  return tx
    .selectFrom("work_queue")
    .selectAll()
    .where("work_pool_id", "=", pool.id)
    .where("name", "=", name)
    .executeTakeFirst();
}
