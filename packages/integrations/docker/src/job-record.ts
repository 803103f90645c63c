import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { commandKinds } from "@tutti/worker/job/command-kind";
import { readJson } from "@tutti/worker/process/worker-folder";
import { z } from "zod";

// In the folder of a worker (`worker/src/process/worker-folder.ts`): `<flow run>/job.json` names the container of a run,
// `<flow run>/read` the time of the last line of it that was told.

const jobFile = z.object({
  container: z.string(),
  isRemoved: z.boolean(),
  epoch: z.int().nullable(),
  kind: commandKinds,
});

export type RecordedJob = z.infer<typeof jobFile>;

/** What one worker leaves for another about a container. */
export class JobRecord {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  get flowRunId(): string {
    return basename(this.#path);
  }

  async write(job: RecordedJob): Promise<void> {
    await mkdir(this.#path, { recursive: true, mode: 0o700 });
    await writeFile(join(this.#path, "job.json"), JSON.stringify(job), { mode: 0o600 });
  }

  /** Null where there is no record. */
  async read(): Promise<RecordedJob | null> {
    return jobFile.safeParse(await readJson(join(this.#path, "job.json"))).data ?? null;
  }

  async noteRead(at: string): Promise<void> {
    await writeFile(join(this.#path, "read"), at);
  }

  async readUntil(): Promise<string | null> {
    return readFile(join(this.#path, "read"), "utf8").catch(() => null);
  }

  async remove(): Promise<void> {
    await rm(this.#path, { recursive: true, force: true, maxRetries: 3 });
  }
}
