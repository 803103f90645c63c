import type { Instant } from "@tutti/core/instant";
import { isPollNews } from "@tutti/core/polls";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";
import type { WorkQueueTable } from "../../tables/work-pool-tables.ts";

/** Whether it has to be written down that these queues were polled, for their own sake or their deployments'. */
export async function arePollsNews(
  db: Kysely<Database>,
  queues: readonly WorkQueueTable[],
  now: Instant,
): Promise<boolean> {
  return queues.some((queue) => isPollNews(queue, now)) || (await haveWaitingDeployment(db, queues));
}

async function haveWaitingDeployment(db: Kysely<Database>, queues: readonly WorkQueueTable[]): Promise<boolean> {
  const ids = queues.map((queue) => queue.id);
  const waiting = await db
    .selectFrom("deployment")
    .select("id")
    .where("status", "=", sql.lit("NOT_READY"))
    .where(oneOf(dialectOf(db), sql.ref("work_queue_id"), ids))
    .limit(1)
    .executeTakeFirst();
  return waiting !== undefined;
}
