import type { WorkPoolConcurrency, workPoolConcurrencyBody } from "@tutti/core/wire/work-pool";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { offsetOf, pagesOf } from "../paging.ts";
import { activeSlotsByPool, activeSlotsByQueue, SLOT_STATES } from "./active-slots.ts";
import { slotHolders } from "./slot-holders.ts";

type Params = z.output<typeof workPoolConcurrencyBody> & { readonly name: string };

/** Who holds the slots of a pool, queue by queue. Null when there is no such pool. */
export async function workPoolConcurrency(
  db: Kysely<Database>,
  deps: Deps,
  { name, page, limit, flow_run_limit }: Params,
): Promise<WorkPoolConcurrency | null> {
  const pool = await db.selectFrom("work_pool").selectAll().where("name", "=", name).executeTakeFirst();
  if (pool === undefined) return null;
  const ofPool = db.selectFrom("work_queue").where("work_pool_id", "=", pool.id);
  const { count } = await ofPool.select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  const offset = offsetOf({ page, limit });
  const queues = await ofPool.selectAll().orderBy("priority").limit(limit).offset(offset).execute();
  const held = await activeSlotsByQueue(
    db,
    queues.map((queue) => queue.id),
    SLOT_STATES,
  );
  const details: WorkPoolConcurrency["queues"] = [];
  for (const { id, name: queue_name, concurrency_limit } of queues) {
    const active = held.get(id) ?? 0;
    const wanted = { queueId: id, states: SLOT_STATES, limit: flow_run_limit, offset: 0 };
    const flow_runs = active === 0 ? [] : await slotHolders(db, wanted, deps.now());
    details.push({
      queue_id: id,
      queue_name,
      active_slots: active,
      concurrency_limit,
      flow_runs,
      flow_run_count: active,
    });
  }
  return {
    active_slots: (await activeSlotsByPool(db, [pool.id])).get(pool.id) ?? 0,
    concurrency_limit: pool.concurrency_limit,
    queues: details,
    count,
    limit,
    pages: pagesOf(count, limit),
    page,
  };
}
