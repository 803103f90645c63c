import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { commandKinds } from "@tutti/worker/job/command-kind";
import { readJson } from "@tutti/worker/process/worker-folder";
import { z } from "zod";

// In the folder of a worker (`worker/src/process/worker-folder.ts`): `<flow run>/group.json` names the container group of a
// run, `<flow run>/read` the time of its last line that was told.

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
export class GroupRecord {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  get flowRunId(): string {
    return basename(this.#path);
  }

  async write(group: RecordedGroup): Promise<void> {
    await mkdir(this.#path, { recursive: true, mode: 0o700 });
    await writeFile(join(this.#path, "group.json"), JSON.stringify(group), { mode: 0o600 });
  }

  /** Null where there is no record. */
  async read(): Promise<RecordedGroup | null> {
    return groupFile.safeParse(await readJson(join(this.#path, "group.json"))).data ?? null;
  }

  /** Without a record there is nobody to tell. */
  async noteRead(at: string): Promise<void> {
    await writeFile(join(this.#path, "read"), at).catch(() => undefined);
  }

  async readUntil(): Promise<string> {
    return readFile(join(this.#path, "read"), "utf8").catch(() => "");
  }

  async remove(): Promise<void> {
    await rm(this.#path, { recursive: true, force: true, maxRetries: 3 });
  }
}
