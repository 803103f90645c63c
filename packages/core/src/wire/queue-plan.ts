import { z } from "zod";
import { dateTime, uuid } from "./primitives.ts";

/** `GET /api/tutti/work-pools/{work_pool_name}/queue-plan`: the pool's queues by priority, with what is due in each. */
export const queuePlan = z.array(
  z.object({
    id: uuid,
    name: z.string(),
    priority: z.int(),
    is_paused: z.boolean(),
    concurrency_limit: z.int().nullable(),
    active_slots: z.int(),
    /** Runs that are due and that nobody has taken. */
    due: z.int(),
    /** The first 20 of them, in the order in which they are offered. */
    next: z.array(z.object({ id: uuid, name: z.string(), flow_name: z.string(), at: dateTime })),
  }),
);
export type QueuePlan = z.infer<typeof queuePlan>;
