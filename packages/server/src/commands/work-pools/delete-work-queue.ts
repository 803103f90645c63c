import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { WorkQueueKey } from "../../store/queries/work-pools/read-work-queue.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadWorkQueue } from "./load-work-pool.ts";
import { emitWorkQueueEvent } from "./work-pool-event.ts";

/** Its runs and deployments stay, without a queue. Throws `not_found`, and `conflict` for the pool's default queue. */
export async function deleteWorkQueue(tx: Tx, deps: Deps, key: WorkQueueKey): Promise<Outcome<null>> {
  const { pool, queue } = await loadWorkQueue(tx, key);
  if (pool.default_queue_id === queue.id) throw new ApiError("conflict", "Can't delete a pool's default queue.");
  await tx.deleteFrom("work_queue").where("id", "=", queue.id).execute();
  await emitWorkQueueEvent(tx, deps, "deleted", queue, pool);
  return { result: null };
}
