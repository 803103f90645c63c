import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { commandKinds } from "../job/command-kind.ts";
import { readJson } from "./worker-folder.ts";

/** What each record says of the run's lease, beside what finds the job. */
export const keptLease = { epoch: z.int().nullable(), kind: commandKinds };

/**
 * What one worker leaves for another about a job elsewhere, in a folder of its own (`worker-folder.ts`): `<flow run>/job.json`,
 * and `read`, how far its output was told, by whatever that is read by. It is for the machine's owner alone, and no place for
 * secrets.
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

  /** Without the note some lines are told twice, which is no reason to fail. */
  async noteRead(at: string): Promise<void> {
    await writeFile(join(this.path, "read"), at).catch(() => undefined);
  }

  /** Null where nothing was told. */
  async readUntil(): Promise<string | null> {
    return readFile(join(this.path, "read"), "utf8").catch(() => null);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 3 });
  }
}
