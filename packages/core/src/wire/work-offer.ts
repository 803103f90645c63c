import { z } from "zod";
import { flowRun } from "./flow-run.ts";
import { instantInput, orDefault, pageLimit, uuid } from "./primitives.ts";

const scheduled_before = orDefault(instantInput, null);

/** What a worker asks its pool. */
export const poolPollBody = z.object({
  work_queue_names: orDefault(z.array(z.string()), null),
  scheduled_before,
  scheduled_after: orDefault(instantInput, null),
  limit: pageLimit,
});

/** A run that a worker may take; it has to fetch its state to know more than the state's type and name. */
export const workerOffer = z.object({
  work_pool_id: uuid,
  work_queue_id: uuid,
  flow_run: flowRun.omit({ work_pool_id: true, work_pool_name: true }),
});
export type WorkerOffer = z.output<typeof workerOffer>;

/** What an agent asks a queue. */
export const queuePollBody = z.object({ scheduled_before, limit: pageLimit });
