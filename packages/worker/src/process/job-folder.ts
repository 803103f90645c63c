import { mkdir, open, readdir, readFile, rename, rm, writeFile, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { commandKinds } from "../job/command-kind.ts";
import { isAlive, type ProcessIdentity, startOfProcess } from "./process-identity.ts";

// `<home>/workers/<worker>/` belongs to one worker's process, which says in `worker.json` who it is; `<flow run>/` below
// it to one job: `job.json` (its process), `output.log` (what it prints), `read` (how much of that was told), `work/`
// (where it starts). When the worker is gone, another of the same pool takes the folder over by renaming it: one does.

const identity = z.object({ pid: z.int(), startedAt: z.string() });
const workerFile = identity.extend({ pool: z.string(), api: z.string() });
const jobFile = identity.extend({ flowRunId: z.guid(), epoch: z.int().nullable(), kind: commandKinds });
type JobFile = z.infer<typeof jobFile>;

/** Which pool's worker, on which server: only such a one goes on with what another left. */
export interface WorkerPlace {
  readonly pool: string;
  readonly api: string;
}

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

/** Makes the folder of this worker's process. */
export async function claimFolder(workers: string, id: string, place: WorkerPlace): Promise<string> {
  const path = join(workers, id);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const startedAt = (await startOfProcess(process.pid)) ?? "";
  await writeFile(join(path, "worker.json"), JSON.stringify({ pid: process.pid, startedAt, ...place }));
  return path;
}

/** Takes over what dead workers of this place left: the folders of their jobs, now below `own`. */
export async function takeOver(workers: string, own: string, place: WorkerPlace): Promise<LeftFolder[]> {
  const taken: LeftFolder[] = [];
  for (const name of await readdir(workers).catch(() => [])) {
    const path = join(workers, name);
    if (path === own || !(await isLeft(path, place))) continue;
    const mine = join(own, `left-${name}`);
    const isMine = await rename(path, mine).then(
      () => true,
      () => false,
    );
    if (isMine) taken.push(...(await jobsIn(mine)));
  }
  return taken;
}

async function isLeft(path: string, place: WorkerPlace): Promise<boolean> {
  const owner = workerFile.safeParse(await readJson(join(path, "worker.json"))).data;
  if (owner === undefined || owner.pool !== place.pool || owner.api !== place.api) return false;
  return !(await isAlive(owner));
}

async function jobsIn(path: string): Promise<LeftFolder[]> {
  const jobs: LeftFolder[] = [];
  for (const name of await readdir(path)) {
    const folder = new JobFolder(join(path, name));
    const job = jobFile.safeParse(await readJson(join(folder.path, "job.json"))).data;
    if (job !== undefined) jobs.push({ folder, job });
  }
  return jobs;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return null;
  }
}

/** The process of a job, as its folder says. */
export function processOf({ pid, startedAt }: JobFile): ProcessIdentity {
  return { pid, startedAt };
}
