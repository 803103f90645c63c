import { appendFile, cp, lstat, mkdir, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { withFileLock } from "@tutti/client/file-lock";
import { isInstalled, type NpmTools, writeStamp } from "./install-here.ts";
import { limitCache, linksFile, lockFile, measure } from "./limit-cache.ts";
import type { LockedProject } from "./locked-project.ts";
import { runManager } from "./run-manager.ts";

export interface InstallCache {
  readonly folder: string;
  readonly mostBytes: number;
}

/**
 * Links the folder's `node_modules` to those of the cache, which are installed once for each key. What nobody links to any
 * more leaves the cache when it has grown too large, what was used longest ago first.
 */
export async function installFromCache(
  folder: string,
  project: LockedProject,
  cache: InstallCache,
  tools: NpmTools,
): Promise<void> {
  const kept = join(cache.folder, project.key);
  await mkdir(cache.folder, { recursive: true });
  const isNew = await withFileLock(lockFile(kept), tools.signal, async () => {
    // Somebody's own `npm ci` in a folder that links here empties it.
    const isThere = await isInstalled(kept, project.key);
    if (isThere) tools.say("The dependencies were installed before");
    else await installInto(kept, project, folder, tools);
    await link(kept, join(folder, "node_modules"));
    return !isThere;
  });
  if (isNew) await limitCache(cache.folder, cache.mostBytes, tools.signal);
}

/** Noted first: a link that is noted and not there yet keeps nothing, one that is there and not noted is broken. */
async function link(kept: string, path: string): Promise<void> {
  await appendFile(linksFile(kept), `${path}\n`);
  // One to what has left the cache.
  if ((await lstat(path).catch(() => null))?.isSymbolicLink() === true) await rm(path);
  await symlink(join(kept, "node_modules"), path, "junction");
}

/** A folder that is in its place is whole. */
async function installInto(kept: string, project: LockedProject, folder: string, tools: NpmTools): Promise<void> {
  const unfinished = `${kept}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished);
  for (const file of project.files) await cp(join(folder, file), join(unfinished, file)).catch(ignoreMissing);
  await runManager(unfinished, project.manager, tools);
  await writeStamp(unfinished, project.key);
  await rm(kept, { recursive: true, force: true });
  await rename(unfinished, kept);
  await measure(kept);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
