import { z } from "zod";
import { dateTime, orDefault, uuid } from "./primitives.ts";

/**
 * The first message on `/task_runs/subscriptions/scheduled`: whose runs the client executes, who it is, and, which Prefect
 * does not know, the run that it was sent on an earlier connection and has not answered yet.
 */
export const taskSubscribe = z.object({
  type: z.literal("subscribe"),
  keys: z.array(z.string()).min(1),
  client_id: z.string().min(1),
  holding: uuid.optional(),
});

/** What a client says of the run it was sent: `ack` takes it, `quit` leaves without it. */
export const taskReply = z.object({ type: z.enum(["ack", "quit"]) });

/** A client that executes runs of these tasks; `timestamp` is when it was last known to be there. */
export const taskWorker = z.object({ identifier: z.string(), task_keys: z.array(z.string()), timestamp: dateTime });
export type TaskWorker = z.infer<typeof taskWorker>;

export const taskWorkersFilterBody = z.object({
  task_worker_filter: orDefault(z.object({ task_keys: z.array(z.string()) }), null),
});
