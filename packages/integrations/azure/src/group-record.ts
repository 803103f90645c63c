import { KeptJob, keptLease } from "@tutti/worker/process/kept-job";
import { z } from "zod";

const groupFile = z.object({
  subscriptionId: z.string(),
  resourceGroup: z.string(),
  /** Whether it takes a block's credentials to find it: those of the run's job are asked for again. */
  needsCredentials: z.boolean(),
  name: z.string(),
  lookEverySeconds: z.number(),
  isKept: z.boolean(),
  ...keptLease,
});

export type RecordedGroup = z.infer<typeof groupFile>;

/** What one worker leaves for another about a container group: `path` is the folder of a run in that of the worker. */
export function groupRecord(path: string): KeptJob<RecordedGroup> {
  return new KeptJob(path, groupFile);
}
