import { readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

const LOOK_EVERY_MS = 50;
const TOUCH_EVERY_MS = 10_000;
/** Long enough for a machine that is short of everything. */
const STALE_AFTER_MS = 180_000;

/**
 * Does something while no other process of this machine does it under the same lock. The lock is a file with the
 * process's number, touched while it is held; one whose process is gone, or that nobody touches, is taken away: numbers
 * are given to other processes again.
 */
export async function withFileLock<T>(path: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  while (!(await take(path))) {
    await removeStale(path);
    await setTimeout(LOOK_EVERY_MS, undefined, { signal });
  }
  const touching = setInterval(() => void touch(path), TOUCH_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(touching);
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

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

/** Moved away before it is removed: of two that find it stale, one alone removes it. */
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
  if (Date.now() - found.mtimeMs > STALE_AFTER_MS) return true;
  // One that was made and is not written to yet.
  return holder !== "" && !isAlive(Number(holder));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
