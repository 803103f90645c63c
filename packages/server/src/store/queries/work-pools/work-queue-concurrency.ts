import type { WorkQueueConcurrency, workQueueConcurrencyBody } from "@tutti/core/wire/work-queue";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { offsetOf, pagesOf } from "../paging.ts";
import { activeSlotsByQueue, AGENT_SLOT_STATES } from "./active-slots.ts";
import { slotHolders } from "./slot-holders.ts";

type Params = z.output<typeof workQueueConcurrencyBody> & { readonly id: string };

/** Who holds the slots of a queue. Null when there is no such queue. */
export async function workQueueConcurrency(
  db: Kysely<Database>,
  deps: Deps,
  { id, page, limit }: Params,
): Promise<WorkQueueConcurrency | null> {
  const queue = await db.selectFrom("work_queue").selectAll().where("id", "=", id).executeTakeFirst();
  if (queue === undefined) return null;
  const count = (await activeSlotsByQueue(db, [id], AGENT_SLOT_STATES)).get(id) ?? 0;
  const wanted = { queueId: id, states: AGENT_SLOT_STATES, limit, offset: offsetOf({ page, limit }) };
  return {
    active_slots: count,
    concurrency_limit: queue.concurrency_limit,
    flow_runs: await slotHolders(db, wanted, deps.now()),
    count,
    limit,
    pages: pagesOf(count, limit),
    page,
  };
}
