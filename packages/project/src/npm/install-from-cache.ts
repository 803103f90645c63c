import { cp, mkdir, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { withFileLock } from "../steps/file-lock.ts";
import { isInstalled, type NpmTools, runNpm, writeStamp } from "./install-here.ts";

const FILES = ["package.json", "package-lock.json", ".npmrc"];

/** Links the folder's `node_modules` to those of the cache, which are installed once for each key. */
export async function installFromCache(folder: string, key: string, cache: string, tools: NpmTools): Promise<void> {
  const kept = join(cache, key);
  await mkdir(cache, { recursive: true });
  await withFileLock(`${kept}.lock`, tools.signal, async () => {
    // Somebody's own `npm ci` in a folder that links here empties it.
    if (await isInstalled(kept, key)) tools.say("The dependencies were installed before");
    else await installInto(kept, key, folder, tools);
  });
  await symlink(join(kept, "node_modules"), join(folder, "node_modules"), "junction");
}

/** A folder that is in its place is whole. */
async function installInto(kept: string, key: string, folder: string, tools: NpmTools): Promise<void> {
  const unfinished = `${kept}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished);
  for (const file of FILES) await cp(join(folder, file), join(unfinished, file)).catch(ignoreMissing);
  await runNpm(unfinished, "ci", tools);
  await writeStamp(unfinished, key);
  await rm(kept, { recursive: true, force: true });
  await rename(unfinished, kept);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
