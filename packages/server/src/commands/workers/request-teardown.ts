import type { Deps } from "../../deps.ts";
import { insertNew } from "../../store/row-writes.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";

const KIND = "cancelling_timeout_teardown.v1";
/** Pools whose runs no worker starts, and none can end. */
const WORKERLESS = [":push", ":managed"];

/**
 * Asks the workers of its pool to end what is left of a run that did not end itself, once for the state it is in. Does
 * nothing for a run that no worker started.
 */
export async function requestTeardown(
  tx: Tx,
  deps: Deps,
  run: Pick<FlowRunTable, "id" | "state_id" | "work_queue_id" | "infrastructure_pid">,
): Promise<void> {
  if (run.work_queue_id === null) return;
  const queue = await tx
    .selectFrom("work_queue")
    .innerJoin("work_pool", "work_pool.id", "work_queue.work_pool_id")
    .select(["work_queue.id", "work_pool.id as work_pool_id", "work_pool.type"])
    .where("work_queue.id", "=", run.work_queue_id)
    .executeTakeFirst();
  if (queue === undefined || WORKERLESS.some((suffix) => queue.type.endsWith(suffix))) return;
  const now = deps.now();
  await insertNew(tx, "worker_cleanup", {
    id: deps.newId(),
    created: now,
    updated: now,
    idempotency_key: `${KIND}:${run.id}:${run.state_id}`,
    work_pool_id: queue.work_pool_id,
    work_queue_id: queue.id,
    kind: KIND,
    target: toJson({ flow_run_id: run.id, infrastructure_pid: run.infrastructure_pid }),
    data: toJson({}),
    delivery_count: 0,
    reservation_token: null,
    lease_expires_at: null,
    outcome: null,
  });
}
