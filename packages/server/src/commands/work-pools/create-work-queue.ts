import { ApiError } from "@tutti/core/errors";
import type { WorkQueue, WorkQueueCreate } from "@tutti/core/wire/work-queue";
import type { Deps } from "../../deps.ts";
import { workQueueFromRow } from "../../store/rows/work-queue-row.ts";
import type { Outcome, Tx } from "../command.ts";
import { addWorkQueue } from "./add-work-queue.ts";
import { agentWorkPool } from "./agent-work-pool.ts";
import { loadWorkPool } from "./load-work-pool.ts";

/** Makes a queue in the pool of that name, or where agents look for theirs. Throws `not_found`, `conflict`. */
export async function createWorkQueue(
  tx: Tx,
  deps: Deps,
  { pool: name, create }: { pool: string | null; create: WorkQueueCreate },
): Promise<Outcome<WorkQueue>> {
  const { pool, isNew } = name === null ? await agentWorkPool(tx, deps) : await ownPool(tx, name);
  const queue =
    isNew && create.name === "default"
      ? await defaultQueue(tx, pool.default_queue_id)
      : await addWorkQueue(tx, deps, pool, create);
  if (queue === null) {
    const where = name === null ? "" : ` in work pool '${name}'`;
    throw new ApiError("conflict", `A work queue with this name already exists${where}.`);
  }
  return { result: workQueueFromRow({ ...queue, work_pool_name: pool.name }, 0) };
}

async function ownPool(tx: Tx, name: string) {
  return { pool: await loadWorkPool(tx, name), isNew: false };
}

/** It came with the pool. */
async function defaultQueue(tx: Tx, id: string | null) {
  const queue = await tx.selectFrom("work_queue").selectAll().where("id", "=", id).executeTakeFirst();
  return queue ?? null;
}
