import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadWorkPool } from "../work-pools/load-work-pool.ts";

/** Forgets a worker; it comes back with its next heartbeat. Throws `not_found`. */
export async function deleteWorker(
  tx: Tx,
  _deps: Deps,
  params: { pool: string; name: string },
): Promise<Outcome<null>> {
  const pool = await loadWorkPool(tx, params.pool);
  const deleted = await tx
    .deleteFrom("worker")
    .where("work_pool_id", "=", pool.id)
    .where("name", "=", params.name)
    .returning("id")
    .execute();
  if (deleted.length === 0) throw new ApiError("not_found", "Worker not found.");
  return { result: null };
}
