import type { WorkQueue } from "@tutti/core/wire/work-queue";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { AGENT_SLOT_STATES, SLOT_STATES } from "./active-slots.ts";
import { namedWorkQueues } from "./named-work-queues.ts";
import { workQueuesWithSlots } from "./work-queues-with-slots.ts";

/** A queue is known by its id, or by its pool's name and its own. */
export type WorkQueueKey = { readonly id: string } | { readonly pool: string; readonly name: string };

export async function readWorkQueue(db: Kysely<Database>, _deps: Deps, key: WorkQueueKey): Promise<WorkQueue | null> {
  const rows = await namedWorkQueues(db)
    .where((eb) =>
      "id" in key
        ? eb("work_queue.id", "=", key.id)
        : eb.and([eb("work_pool.name", "=", key.pool), eb("work_queue.name", "=", key.name)]),
    )
    .execute();
  const [queue] = await workQueuesWithSlots(db, rows, "id" in key ? AGENT_SLOT_STATES : SLOT_STATES);
  return queue ?? null;
}
