import { commandKinds } from "@tutti/worker/job/command-kind";
import { KeptJob } from "@tutti/worker/process/kept-job";
import { z } from "zod";

const taskFile = z.object({
  cluster: z.string(),
  task: z.string(),
  container: z.string(),
  pollSeconds: z.number(),
  epoch: z.int().nullable(),
  kind: commandKinds,
});

export type RecordedTask = z.infer<typeof taskFile>;

/** What one worker leaves for another about a task. */
export class EcsJobRecord extends KeptJob<RecordedTask> {
  constructor(path: string) {
    super(path, taskFile);
  }
}
