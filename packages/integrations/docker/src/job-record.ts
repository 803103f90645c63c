import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { commandKinds } from "@tutti/worker/job/command-kind";
import { KeptJob } from "@tutti/worker/process/kept-job";
import { z } from "zod";

// Beside `job.json`, which names the container of a run, `read` has the time of the last line of it that was told.

const jobFile = z.object({
  container: z.string(),
  isRemoved: z.boolean(),
  epoch: z.int().nullable(),
  kind: commandKinds,
});

export type RecordedJob = z.infer<typeof jobFile>;

/** What one worker leaves for another about a container. */
export class JobRecord extends KeptJob<RecordedJob> {
  constructor(path: string) {
    super(path, jobFile);
  }

  async noteRead(at: string): Promise<void> {
    await writeFile(join(this.path, "read"), at);
  }

  async readUntil(): Promise<string | null> {
    return readFile(join(this.path, "read"), "utf8").catch(() => null);
  }
}
