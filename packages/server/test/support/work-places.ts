import { workPoolCreate } from "@tutti/core/wire/work-pool";
import { poolPollBody, type WorkerOffer } from "@tutti/core/wire/work-offer";
import { workQueueCreate } from "@tutti/core/wire/work-queue";
import { formatInstant, type Instant } from "@tutti/core/instant";
import type { z } from "zod";
import type { Store } from "../../src/store/store.ts";
import { newFlowRun } from "./requests.ts";

// Pools, queues and runs in them, as routes make them.

export function newPool(store: Store, fields: z.input<typeof workPoolCreate>) {
  return store.command("createWorkPool", workPoolCreate.parse({ type: "process", ...fields }));
}

export function newQueue(store: Store, pool: string, fields: z.input<typeof workQueueCreate>) {
  return store.command("createWorkQueue", { pool, create: workQueueCreate.parse(fields) });
}

/** A run that is scheduled in a queue of the pool; its id. */
export function newDueRun(store: Store, at: Instant, pool: string, queue = "default"): Promise<string> {
  return newFlowRun(store, {
    state: { type: "SCHEDULED", state_details: { scheduled_time: formatInstant(at) } },
    work_pool_name: pool,
    work_queue_name: queue,
  });
}

/** What a worker of the pool is offered, and which queues' polls have to be written down. */
export async function poll(store: Store, pool: string, fields: z.input<typeof poolPollBody> = {}) {
  const { offers, polled } = await store.read("workForPool", { ...poolPollBody.parse(fields), pool });
  return { runs: JSON.parse(Buffer.from(offers).toString()) as WorkerOffer[], polled };
}
