import { KeptJob, keptLease } from "@tutti/worker/process/kept-job";
import { z } from "zod";

const jobFile = z.object({ container: z.string(), isRemoved: z.boolean(), ...keptLease });

export type RecordedJob = z.infer<typeof jobFile>;

/** What one worker leaves for another about a container: `path` is the folder of a run in that of the worker. */
export function jobRecord(path: string): KeptJob<RecordedJob> {
  return new KeptJob(path, jobFile);
}
