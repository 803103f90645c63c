import { z } from "zod";
import { event } from "./event.ts";
import { flowRun } from "./flow-run.ts";
import { log } from "./log.ts";
import { taskRun } from "./task-run.ts";

// `/api/tutti/live`: one socket per browser tab. The client names the topics it looks at; the server answers with a
// `ready` frame, then with changes as they are committed. A change carries the whole new row, so a client that missed
// frames (it sees a gap in `seq`, or reconnects) refetches and loses nothing.

/**
 * What a page watches: the list of runs, one run with its tasks and logs, the workers' heartbeats, and events whose name
 * begins so (`events:prefect.work-pool.`; `events:` for all).
 */
export const liveTopic = z.union([
  z.literal("flow-runs"),
  z.templateLiteral(["flow-run:", z.guid()]),
  z.literal("workers"),
  z.templateLiteral(["events:", z.string().regex(/^[\w.-]{0,100}$/)]),
]);
export type LiveTopic = z.infer<typeof liveTopic>;

export const liveSubscribe = z.object({ type: z.literal("subscribe"), topics: z.array(liveTopic).max(50) });

export const liveChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("flow-run"), flow_run: flowRun }),
  z.object({ kind: z.literal("flow-run-deleted"), id: z.string() }),
  z.object({ kind: z.literal("task-run"), task_run: taskRun }),
  z.object({ kind: z.literal("logs"), logs: z.array(log) }),
  z.object({ kind: z.literal("worker"), work_pool_name: z.string(), name: z.string() }),
  /** What the run, or a task of it, waits for is another thing than before; what it is, is to be asked. */
  z.object({ kind: z.literal("waiting"), flow_run_id: z.string() }),
  z.object({ kind: z.literal("event"), event }),
]);
export type LiveChange = z.infer<typeof liveChange>;

export const liveFrame = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), seq: z.int() }),
  z.object({ type: z.literal("changes"), seq: z.int(), changes: z.array(liveChange) }),
]);
export type LiveFrame = z.infer<typeof liveFrame>;
