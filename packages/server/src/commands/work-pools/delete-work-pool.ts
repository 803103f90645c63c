import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadWorkPool } from "./load-work-pool.ts";
import { emitWorkPoolEvent, emitWorkQueueEvent } from "./work-pool-event.ts";

/** With its queues and workers; runs and deployments stay, without a queue. Throws `not_found`. */
export async function deleteWorkPool(tx: Tx, deps: Deps, { name }: { name: string }): Promise<Outcome<null>> {
  const pool = await loadWorkPool(tx, name);
  const queues = await tx.deleteFrom("work_queue").where("work_pool_id", "=", pool.id).returningAll().execute();
  for (const queue of queues.toSorted((a, b) => a.priority - b.priority)) {
    await emitWorkQueueEvent(tx, deps, "deleted", queue, pool);
  }
  await tx.deleteFrom("work_pool").where("id", "=", pool.id).execute();
  await emitWorkPoolEvent(tx, deps, "deleted", pool);
  return { result: null };
}
