import { addSeconds, type Instant } from "@tutti/core/instant";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../../store/dialect.ts";
import { oneOf } from "../../store/filters/condition.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitDeploymentEvent } from "../deployments/deployment-event.ts";
import { tellStatus } from "./record-polls.ts";

/** Queues and deployments that nobody asked for work of late are not ready; at most `limit` of each. Answers how many. */
export async function retireUnpolled(
  tx: Tx,
  deps: Deps,
  { queueSeconds, deploymentSeconds, limit }: { queueSeconds: number; deploymentSeconds: number; limit: number },
): Promise<Outcome<{ queues: number; deployments: number }>> {
  const now = deps.now();
  const deployments = await retireDeployments(tx, deps, addSeconds(now, -deploymentSeconds), limit);
  const queues = await retireQueues(tx, deps, addSeconds(now, -queueSeconds), limit);
  return { result: { queues, deployments } };
}

async function retireQueues(tx: Tx, deps: Deps, polledBefore: Instant, limit: number): Promise<number> {
  const stale = await tx
    .selectFrom("work_queue")
    .select("id")
    .where("status", "=", sql.lit("READY"))
    .where("last_polled", "<", polledBefore)
    .orderBy("last_polled")
    .limit(limit)
    .execute();
  if (stale.length === 0) return 0;
  const queues = await tx
    .updateTable("work_queue")
    .set({ status: "NOT_READY" })
    .where(oneOf(dialectOf(tx), sql.ref("work_queue.id"), idsOf(stale)))
    // Polled in between, it is ready after all.
    .where("last_polled", "<", polledBefore)
    .returningAll()
    .execute();
  await tellStatus(tx, deps, queues);
  return queues.length;
}

/** A deployment is asked for with its queue, too. */
async function retireDeployments(tx: Tx, deps: Deps, polledBefore: Instant, limit: number): Promise<number> {
  const stale = await tx
    .selectFrom("deployment")
    .leftJoin("work_queue", "work_queue.id", "deployment.work_queue_id")
    .select("deployment.id")
    .where("deployment.status", "=", sql.lit("READY"))
    .where("deployment.last_polled", "<", polledBefore)
    .where((eb) => eb.or([eb("work_queue.last_polled", "is", null), eb("work_queue.last_polled", "<", polledBefore)]))
    .limit(limit)
    .execute();
  if (stale.length === 0) return 0;
  const deployments = await tx
    .updateTable("deployment")
    .set({ status: "NOT_READY" })
    .where(oneOf(dialectOf(tx), sql.ref("deployment.id"), idsOf(stale)))
    .where("last_polled", "<", polledBefore)
    .returningAll()
    .execute();
  for (const deployment of deployments) await emitDeploymentEvent(tx, deps, "not-ready", deployment);
  return deployments.length;
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map((row) => row.id);
}
