import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isAlive, startOfProcess } from "@tutti/client/process-identity";

// `<home>/workers/<worker>/` belongs to one worker's process, which says in `worker.json` who it is; each folder below it
// to one job. When the worker is gone, another of the same pool takes the folder over by renaming it: one does.

/** What the name of a folder begins with that was another worker's. */
const LEFT = "left-";

const workerFile = z.object({ pid: z.int(), startedAt: z.string(), pool: z.string(), api: z.string() });

/** Which pool's worker, on which server: only such a one goes on with what another left. */
export interface WorkerPlace {
  readonly pool: string;
  readonly api: string;
}

/** Makes the folder of this worker's process. */
export async function claimFolder(workers: string, id: string, place: WorkerPlace): Promise<string> {
  const path = join(workers, id);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const startedAt = (await startOfProcess(process.pid)) ?? "";
  await writeFile(join(path, "worker.json"), JSON.stringify({ pid: process.pid, startedAt, ...place }));
  return path;
}

/** Takes over what dead workers of this place left; answers the folders of their jobs, now below `own`. */
export async function takeOver(workers: string, own: string, place: WorkerPlace): Promise<string[]> {
  const taken: string[] = [];
  for (const name of await readdir(workers).catch(() => [])) {
    const path = join(workers, name);
    if (path === own || !(await isLeft(path, place))) continue;
    const mine = join(own, `${LEFT}${name}`);
    const isMine = await rename(path, mine).then(
      () => true,
      () => false,
    );
    if (isMine) taken.push(...(await jobFolders(mine)));
  }
  return taken;
}

/** Removes the folder of this worker, unless there is a job in it that nobody went on with: then the next one does. */
export async function leaveFolder(own: string): Promise<void> {
  const folders = await jobFolders(own).catch(() => []);
  const jobs = await Promise.all(folders.map((path) => readJson(join(path, "job.json"))));
  if (jobs.every((job) => job === null)) await rm(own, { recursive: true, force: true });
}

/** What that worker had taken over itself is among it. */
async function jobFolders(path: string): Promise<string[]> {
  const names = await readdir(path);
  const found = names.map(async (name) => {
    const place = join(path, name);
    return name.startsWith(LEFT) ? jobFolders(place) : [place];
  });
  return (await Promise.all(found)).flat();
}

async function isLeft(path: string, place: WorkerPlace): Promise<boolean> {
  const owner = workerFile.safeParse(await readJson(join(path, "worker.json"))).data;
  if (owner === undefined || owner.pool !== place.pool || owner.api !== place.api) return false;
  return !(await isAlive(owner));
}

/** What a file of such a folder says; null when it says nothing. */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return null;
  }
}
