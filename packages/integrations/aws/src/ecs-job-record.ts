import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { commandKinds } from "@tutti/worker/job/command-kind";
import { readJson } from "@tutti/worker/process/worker-folder";
import { z } from "zod";

// In the folder of a worker (`worker/src/process/worker-folder.ts`): `<flow run>/task.json` names the task of a run.

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
export class EcsJobRecord {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  get flowRunId(): string {
    return basename(this.#path);
  }

  async write(task: RecordedTask): Promise<void> {
    await mkdir(this.#path, { recursive: true, mode: 0o700 });
    await writeFile(join(this.#path, "task.json"), JSON.stringify(task), { mode: 0o600 });
  }

  /** Null where there is no record. */
  async read(): Promise<RecordedTask | null> {
    return taskFile.safeParse(await readJson(join(this.#path, "task.json"))).data ?? null;
  }

  async remove(): Promise<void> {
    await rm(this.#path, { recursive: true, force: true, maxRetries: 3 });
  }
}
