import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as passed } from "node:timers/promises";
import { z } from "zod";
import { isAlive, startOfProcess } from "./process-identity.ts";

// K1: who makes the file has the lock, also before it has written into it who it is: a file that cannot be read is a lock
//     for as long as writing may take.
// K2: a lock whose holder is gone is taken away by one alone: who made the file that says so. Nobody else removes a lock
//     but its holder.
// K3: on this machine a holder is gone when its process is, told from others of the same number by when it started: after a
//     restart a container has both its name and its numbers again. Elsewhere a holder is gone when it has not renewed the
//     lock in time.

const HELD_FOR_MS = 60_000;
const RENEW_EVERY_MS = 20_000;
const LOOK_EVERY_MS = 100;
/** Whether the holder is gone is looked at less often than whether the lock is. */
const LOOKS_UNTIL_STALE = 10;
const BREAKING_FOR_MS = 10_000;

const holderForm = z.object({
  id: z.string(),
  host: z.string(),
  pid: z.int(),
  /** Null where the machine does not tell. */
  startedAt: z.string().nullable(),
  /** Milliseconds since the epoch. */
  expiresAt: z.number(),
});
type Holder = z.infer<typeof holderForm>;

export interface FileLockRequest {
  /** Aborted when nobody waits for it any more: then this rejects with its reason. */
  readonly signal: AbortSignal;
  /** Told once, when another holds it. */
  readonly onWaiting?: () => void;
}

/** Takes the lock among all processes that see this path, whose folder is there. Resolves with what lets go of it. */
export async function takeFileLock(path: string, { signal, onWaiting }: FileLockRequest): Promise<() => Promise<void>> {
  const id = randomUUID();
  for (let look = 0; !(await make(path, id)); look++) {
    if (look === 0) onWaiting?.();
    if (look % LOOKS_UNTIL_STALE === 0 && (await breakStale(path))) continue;
    await passed(LOOK_EVERY_MS, null, { signal }).catch(() => signal.throwIfAborted());
  }
  // One that could not be written is tried again: two may fail before the lock is another's.
  const renewal = setInterval(() => void renew(path, id).catch(() => undefined), RENEW_EVERY_MS).unref();
  return async () => {
    clearInterval(renewal);
    if ((await holderOf(path))?.id === id) await rm(path, { force: true });
  };
}

/** Does something while no other process does it under the same lock. */
export async function withFileLock<T>(path: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const release = await takeFileLock(path, { signal });
  try {
    return await work();
  } finally {
    await release();
  }
}

async function make(path: string, id: string): Promise<boolean> {
  const content = await contentOf(id);
  const file = await open(path, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return null;
    throw error;
  });
  if (file === null) return false;
  try {
    await file.writeFile(content);
    return true;
  } catch (error) {
    // Nobody is kept out by a lock that could not be taken.
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

let ownStart: Promise<string | null> | null = null;

async function contentOf(id: string): Promise<string> {
  ownStart ??= startOfProcess(process.pid);
  const startedAt = await ownStart;
  const holder: Holder = { id, host: hostname(), pid: process.pid, startedAt, expiresAt: Date.now() + HELD_FOR_MS };
  return JSON.stringify(holder);
}

async function renew(path: string, id: string): Promise<void> {
  if ((await holderOf(path))?.id !== id) return;
  const draft = `${path}.${id}`;
  try {
    await writeFile(draft, await contentOf(id), { mode: 0o600 });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** True when there is nothing to wait for any more. */
async function breakStale(path: string): Promise<boolean> {
  if (!(await isStale(path))) return false;
  const breaking = `${path}.breaking`;
  if (!(await make(breaking, randomUUID()))) {
    if (await isOld(breaking)) await rm(breaking, { force: true });
    return false;
  }
  try {
    // Looked at again: who broke it before may have given it to the next already.
    if (await isStale(path)) await rm(path, { force: true });
  } finally {
    await rm(breaking, { force: true });
  }
  return true;
}

/** A file without a holder is of one that died between making it and writing into it. */
async function isStale(path: string): Promise<boolean> {
  const holder = await holderOf(path);
  return holder === null ? isOld(path) : isGone(holder);
}

async function isGone({ host, pid, startedAt, expiresAt }: Holder): Promise<boolean> {
  if (host !== hostname() || startedAt === null) return expiresAt < Date.now();
  return !(await isAlive({ pid, startedAt }));
}

async function isOld(path: string): Promise<boolean> {
  const made = await stat(path).catch(() => null);
  return made !== null && Date.now() - made.mtimeMs > BREAKING_FOR_MS;
}

async function holderOf(path: string): Promise<Holder | null> {
  try {
    return holderForm.safeParse(JSON.parse(await readFile(path, "utf8"))).data ?? null;
  } catch {
    return null;
  }
}
