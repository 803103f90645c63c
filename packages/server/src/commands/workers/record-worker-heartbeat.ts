import type { Deps } from "../../deps.ts";
import type { WorkPoolTable, WorkerTable } from "../../store/tables/work-pool-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadWorkPool } from "../work-pools/load-work-pool.ts";
import { changeWorkPoolStatus } from "../work-pools/update-work-pool.ts";

export interface WorkerHeartbeat {
  readonly name: string;
  /** Null leaves what the worker said before. */
  readonly heartbeat_interval_seconds: number | null;
}

/** A worker says that it is there; a pool that waited for one is ready. Throws `not_found`. */
export async function recordWorkerHeartbeat(
  tx: Tx,
  deps: Deps,
  params: WorkerHeartbeat & { pool: string },
): Promise<Outcome<null>> {
  await keepWorker(tx, deps, await loadWorkPool(tx, params.pool), params);
  return {
    result: null,
    changes: () => [{ kind: "worker", work_pool_name: params.pool, name: params.name }],
  };
}

/** The pool's row as it is afterwards. The pool is locked. */
export async function keepWorker(
  tx: Tx,
  deps: Deps,
  pool: WorkPoolTable,
  { name, heartbeat_interval_seconds }: WorkerHeartbeat,
): Promise<void> {
  const now = deps.now();
  const seen: Pick<WorkerTable, "updated" | "last_heartbeat_time" | "status"> & Partial<WorkerTable> = {
    updated: now,
    last_heartbeat_time: now,
    status: "ONLINE",
    ...(heartbeat_interval_seconds === null ? {} : { heartbeat_interval_seconds }),
  };
  await tx
    .insertInto("worker")
    .values({ id: deps.newId(), created: now, work_pool_id: pool.id, name, heartbeat_interval_seconds: null, ...seen })
    .onConflict((conflict) => conflict.columns(["work_pool_id", "name"]).doUpdateSet(seen))
    .execute();
  if (pool.status === "NOT_READY") await changeWorkPoolStatus(tx, deps, pool, { ...pool, updated: now }, "READY");
}
