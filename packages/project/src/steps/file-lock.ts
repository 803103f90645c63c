import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

const LOOK_EVERY_MS = 50;
// One that was made and not yet written to.
const EMPTY_FOR_MS = 10_000;

/**
 * Does something while no other process of this machine does it under the same lock. The lock is a file that holds the
 * process's number; one whose process is gone is taken away.
 */
export async function withFileLock<T>(path: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  while (!(await take(path))) {
    await removeStale(path);
    await setTimeout(LOOK_EVERY_MS, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Moved away before it is removed: of two that find it stale, one alone can, and neither removes a new one. */
async function removeStale(path: string): Promise<void> {
  if (!(await isStale(path))) return;
  const aside = `${path}.stale-${process.pid}`;
  try {
    await rename(path, aside);
    if (await isStale(aside)) await rm(aside, { force: true });
    else await rename(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  const [holder, found] = await Promise.all([readFile(path, "utf8").catch(() => null), stat(path).catch(() => null)]);
  if (holder === null || found === null) return false;
  if (holder === "") return Date.now() - found.mtimeMs > EMPTY_FOR_MS;
  try {
    process.kill(Number(holder), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
