import { pollsForgottenBefore } from "@tutti/core/polls";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../../store/dialect.ts";
import { oneOf } from "../../store/filters/condition.ts";
import type { WorkQueueTable } from "../../store/tables/work-pool-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { markDeploymentsReady } from "../deployments/mark-deployments-ready.ts";
import { emitWorkQueueStatus } from "./work-pool-event.ts";

/** Somebody asked these queues for work: they and their deployments are ready. Leaves `updated` as it is. */
export async function recordPolls(
  tx: Tx,
  deps: Deps,
  { queueIds }: { queueIds: readonly string[] },
): Promise<Outcome<null>> {
  const now = deps.now();
  const isTheirs = oneOf(dialectOf(tx), sql.ref("work_queue.id"), queueIds);
  await tx
    .updateTable("work_queue")
    .set({ last_polled: now })
    .where(isTheirs)
    .where((eb) => eb.or([eb("last_polled", "is", null), eb("last_polled", "<=", pollsForgottenBefore(now))]))
    .execute();
  const ready = await tx
    .updateTable("work_queue")
    .set({ last_polled: now, status: "READY" })
    .where(isTheirs)
    .where("status", "=", "NOT_READY")
    .returningAll()
    .execute();
  await tellStatus(tx, deps, ready);
  await markDeploymentsReady(tx, deps, { queueIds });
  return { result: null };
}

/** Each with its pool. */
export async function tellStatus(tx: Tx, deps: Deps, queues: readonly WorkQueueTable[]): Promise<void> {
  if (queues.length === 0) return;
  const pools = await tx
    .selectFrom("work_pool")
    .select(["id", "name", "type"])
    .where(oneOf(dialectOf(tx), sql.ref("work_pool.id"), [...new Set(queues.map((queue) => queue.work_pool_id))]))
    .execute();
  const byId = new Map(pools.map((pool) => [pool.id, pool]));
  for (const queue of queues) {
    const pool = byId.get(queue.work_pool_id);
    if (pool !== undefined) await emitWorkQueueStatus(tx, deps, queue, pool);
  }
}
