import type { Kysely } from "kysely";
import type { Database } from "../../tables.ts";

/** Queues, each with the name of its pool. */
export function namedWorkQueues(db: Kysely<Database>) {
  return db
    .selectFrom("work_queue")
    .innerJoin("work_pool", "work_pool.id", "work_queue.work_pool_id")
    .selectAll("work_queue")
    .select("work_pool.name as work_pool_name");
}
