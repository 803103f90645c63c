import { KeptJob, keptLease } from "@tutti/worker/process/kept-job";
import { z } from "zod";

const keptExecution = z.object({
  region: z.string(),
  /** The job's full name. */
  job: z.string(),
  /** Null until it was started. */
  execution: z.string().nullable(),
  isKept: z.boolean(),
  /** Whether it takes a block's credentials to find it: those of the run's job are asked for again. */
  needsCredentials: z.boolean(),
  ...keptLease,
});

export type KeptExecution = z.infer<typeof keptExecution>;

/** What one worker leaves for another about an execution: `path` is the folder of a run in that of the worker. */
export function executionRecord(path: string): KeptJob<KeptExecution> {
  return new KeptJob(path, keptExecution);
}
