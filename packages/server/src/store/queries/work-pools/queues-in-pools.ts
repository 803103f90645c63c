import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { QueueInPool } from "../../rows/deployment-row.ts";
import type { Database } from "../../tables.ts";

/** The queues that rows name, each with its pool: one statement, and none when no row names any. */
export async function queuesInPools(
  db: Kysely<Database>,
  rows: readonly { readonly work_queue_id: string | null }[],
): Promise<Map<string | null, QueueInPool>> {
  const ids = [...new Set(rows.map((row) => row.work_queue_id).filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const queues = await db
    .selectFrom("work_queue")
    .innerJoin("work_pool", "work_pool.id", "work_queue.work_pool_id")
    .select([
      "work_queue.id as queue_id",
      "work_queue.name as queue_name",
      "work_pool.id as pool_id",
      "work_pool.name as pool_name",
    ])
    .where(oneOf(dialectOf(db), sql.ref("work_queue.id"), ids))
    .execute();
  return new Map(queues.map((queue) => [queue.queue_id, queue]));
}
