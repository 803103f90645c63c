import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { commandKinds } from "@tutti/worker/job/command-kind";
import { KeptJob } from "@tutti/worker/process/kept-job";
import { z } from "zod";

// Beside `job.json`, which names the container group of a run, `read` has the time of its last line that was told.

const groupFile = z.object({
  subscriptionId: z.string(),
  resourceGroup: z.string(),
  name: z.string(),
  lookEverySeconds: z.number(),
  isKept: z.boolean(),
  epoch: z.int().nullable(),
  kind: commandKinds,
});

export type RecordedGroup = z.infer<typeof groupFile>;

/** What one worker leaves for another about a container group. */
export class GroupRecord extends KeptJob<RecordedGroup> {
  constructor(path: string) {
    super(path, groupFile);
  }

  /** Without a record there is nobody to tell. */
  async noteRead(at: string): Promise<void> {
    await writeFile(join(this.path, "read"), at).catch(() => undefined);
  }

  async readUntil(): Promise<string> {
    return readFile(join(this.path, "read"), "utf8").catch(() => "");
  }
}
