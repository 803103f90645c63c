import { mkdir, open, readFile, rm, writeFile, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ProcessIdentity } from "@tutti/client/process-identity";
import { commandKinds } from "../job/command-kind.ts";
import { readJson } from "./worker-folder.ts";

// The folder of one job in its worker's (`worker-folder.ts`): `job.json` (its process), `output.log` (what it prints), `read`
// (how much of that was told), `work/` (where it starts).

const jobFile = z.object({
  pid: z.int(),
  startedAt: z.string(),
  flowRunId: z.guid(),
  epoch: z.int().nullable(),
  kind: commandKinds,
});
type JobFile = z.infer<typeof jobFile>;

/** Where one job's process works and writes. */
export class JobFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get work(): string {
    return join(this.path, "work");
  }

  get output(): string {
    return join(this.path, "output.log");
  }

  async create(): Promise<void> {
    await mkdir(this.work, { recursive: true });
  }

  openOutput(): Promise<FileHandle> {
    return open(this.output, "a", 0o600);
  }

  async record(job: JobFile): Promise<void> {
    await writeFile(join(this.path, "job.json"), JSON.stringify(job), { mode: 0o600 });
  }

  /** The process goes on, and the run is over. */
  async forget(): Promise<void> {
    await rm(join(this.path, "job.json"), { force: true });
  }

  async noteRead(position: number): Promise<void> {
    await writeFile(join(this.path, "read"), String(position));
  }

  async readPosition(): Promise<number> {
    return Number(await readFile(join(this.path, "read"), "utf8").catch(() => "0"));
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 3 });
  }
}

export interface LeftFolder {
  readonly folder: JobFolder;
  readonly job: JobFile;
}

/** The jobs among these folders, which another worker left. */
export async function jobsIn(paths: readonly string[]): Promise<LeftFolder[]> {
  const jobs: LeftFolder[] = [];
  for (const path of paths) {
    const folder = new JobFolder(path);
    const job = jobFile.safeParse(await readJson(join(path, "job.json"))).data;
    if (job !== undefined) jobs.push({ folder, job });
  }
  return jobs;
}

/** The process of a job, as its folder says. */
export function processOf({ pid, startedAt }: JobFile): ProcessIdentity {
  return { pid, startedAt };
}
