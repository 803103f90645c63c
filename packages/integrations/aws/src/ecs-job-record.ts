import { KeptJob, keptLease } from "@tutti/worker/process/kept-job";
import { z } from "zod";
import { logPlaceForm } from "./ecs-log-place.ts";

const startedTask = z.object({
  cluster: z.string(),
  task: z.string(),
  container: z.string(),
  /** Null: what it prints is nowhere to be read. */
  log: logPlaceForm.nullable(),
  definition: z.string(),
  /** Whether the definition is to be taken back after the run. */
  deregisters: z.boolean(),
});

const taskFile = z.object({
  /** What finds it while ECS has not said which task it is. */
  asked: z.object({ cluster: z.string().nullable(), startedBy: z.string(), containerName: z.string().nullable() }),
  /** What was registered for this task alone, and is to be taken back with it. */
  registered: z.string().nullable().default(null),
  /** Null until ECS has said so. */
  started: startedTask.nullable(),
  pollSeconds: z.number(),
  /** Whether it takes a block's credentials to see it: those of the run's job are asked for again. */
  needsCredentials: z.boolean(),
  ...keptLease,
});

export type RecordedTask = z.infer<typeof taskFile>;
export type StartedTask = z.infer<typeof startedTask>;
export type AskedTask = RecordedTask["asked"];

/** What one worker leaves for another about a task: `path` is the folder of a run in that of the worker. */
export function ecsJobRecord(path: string): KeptJob<RecordedTask> {
  return new KeptJob(path, taskFile);
}
