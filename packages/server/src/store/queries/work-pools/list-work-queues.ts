import type { WorkQueue, workQueuesFilterBody } from "@tutti/core/wire/work-queue";
import { sql, type Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { always } from "../../filters/condition.ts";
import { workQueueMatches } from "../../filters/work-pool-conditions.ts";
import type { Database } from "../../tables.ts";
import { AGENT_SLOT_STATES, SLOT_STATES } from "./active-slots.ts";
import { namedWorkQueues } from "./named-work-queues.ts";
import { workPoolId } from "./work-pool-id.ts";
import { workQueuesWithSlots } from "./work-queues-with-slots.ts";

type Params = z.output<typeof workQueuesFilterBody> & {
  /** Name of the one pool whose queues are asked for; null asks for those of all. */
  readonly pool: string | null;
};

/** A pool's queues by priority, those of all pools by name. Null when there is no such pool. */
export async function listWorkQueues(
  db: Kysely<Database>,
  _deps: Deps,
  { pool, work_queues, limit, offset }: Params,
): Promise<WorkQueue[] | null> {
  const poolId = pool === null ? null : await workPoolId(db, pool);
  if (pool !== null && poolId === null) return null;
  const rows = await namedWorkQueues(db)
    .where(work_queues === null ? always : workQueueMatches(dialectOf(db), work_queues))
    .where((eb) => (poolId === null ? always : eb("work_queue.work_pool_id", "=", poolId)))
    .orderBy(poolId === null ? sql`work_queue.name, work_queue.id` : sql`work_queue.priority, work_queue.id`)
    .limit(limit)
    .offset(offset)
    .execute();
  return workQueuesWithSlots(db, rows, poolId === null ? AGENT_SLOT_STATES : SLOT_STATES);
}
