import type { Worker } from "@tutti/core/wire/worker";
import type { WorkerDetails } from "@tutti/core/wire/worker-details";
import { workerResourceId } from "@tutti/core/worker-resource";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { formatOrNull } from "../../rows/format-or-null.ts";
import { workerFromRow } from "../../rows/worker-row.ts";
import type { Database } from "../../tables.ts";
import { runRows } from "../flow-runs/run-rows.ts";
import { workerPast } from "./worker-runs.ts";

const RUNS_MAX = 100;

export interface WorkerKey {
  /** The pool's name. */
  readonly pool: string;
  readonly name: string;
}

/** A worker and what it did of late; null when the pool has none of that name. */
export async function workerDetails(db: Kysely<Database>, deps: Deps, key: WorkerKey): Promise<WorkerDetails | null> {
  const found = await findWorker(db, key);
  if (found === null) return null;
  const past = await workerPast(db, found.resourceId);
  return {
    worker: found.worker,
    pool_type: found.poolType,
    resource_id: found.resourceId,
    started: formatOrNull(past.startedAt),
    stopped: formatOrNull(past.stoppedAt),
    runs: await runRows(db, past.runIds.slice(0, RUNS_MAX), deps.now()),
  };
}

interface FoundWorker {
  readonly worker: Worker;
  readonly poolType: string;
  readonly resourceId: string;
}

export async function findWorker(db: Kysely<Database>, { pool, name }: WorkerKey): Promise<FoundWorker | null> {
  const row = await db
    .selectFrom("work_pool")
    .innerJoin("worker", "worker.work_pool_id", "work_pool.id")
    .selectAll("worker")
    .select("work_pool.type as pool_type")
    .where("work_pool.name", "=", pool)
    .where("worker.name", "=", name)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { worker: workerFromRow(row), poolType: row.pool_type, resourceId: workerResourceId(row.pool_type, name) };
}
