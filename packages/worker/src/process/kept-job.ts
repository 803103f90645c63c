import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { z } from "zod";
import { readJson } from "./worker-folder.ts";

/**
 * What one worker leaves for another about a job elsewhere: `<flow run>/job.json` in its folder (`worker-folder.ts`). It is
 * for the machine's owner alone, and no place for secrets.
 */
export class KeptJob<Kept> {
  readonly path: string;
  readonly #form: z.ZodType<Kept>;

  constructor(path: string, form: z.ZodType<Kept>) {
    this.path = path;
    this.#form = form;
  }

  get flowRunId(): string {
    return basename(this.path);
  }

  async write(job: Kept): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    await writeFile(join(this.path, "job.json"), JSON.stringify(job), { mode: 0o600 });
  }

  /** Null where there is no record. */
  async read(): Promise<Kept | null> {
    return this.#form.safeParse(await readJson(join(this.path, "job.json"))).data ?? null;
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 3 });
  }
}
