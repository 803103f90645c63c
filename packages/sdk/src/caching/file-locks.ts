import { hash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { wait } from "../engine/wait.ts";
import { isRecord } from "../results/inline-json.ts";
import type { Lock, LockRequest, Locks } from "./locks.ts";

// K1: who makes the file has the lock, also before it has written into it who it is: a file that cannot be read is a lock
//     for as long as writing may take.
// K2: a lock whose holder is gone is taken away by one alone: who made the file that says so. Nobody else removes a lock
//     but its holder.
// K3: on this machine a holder is gone when its process is; elsewhere when it has not renewed the lock in time.

const HELD_FOR_MS = 60_000;
const RENEW_EVERY_MS = 20_000;
const LOOK_EVERY_MS = 100;
const BREAKING_FOR_MS = 10_000;

interface Holder {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Locks among all processes that see this folder. */
export class FileLocks implements Locks {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async acquire(key: string, { signal, onWaiting }: LockRequest): Promise<Lock> {
    await mkdir(this.#folder, { recursive: true });
    const path = join(this.#folder, `${hash("sha256", key).slice(0, 40)}.lock`);
    const id = randomUUID();
    for (let attempt = 0; !(await make(path, id)); attempt++) {
      if (attempt === 0) onWaiting();
      if (!(await breakStale(path))) await wait(LOOK_EVERY_MS, signal);
    }
    // One that could not be written is tried again: two may fail before the lock is another's.
    const renewal = setInterval(() => void renew(path, id).catch(() => undefined), RENEW_EVERY_MS).unref();
    return {
      release: async () => {
        clearInterval(renewal);
        if ((await holderOf(path))?.id === id) await rm(path, { force: true });
      },
    };
  }
}

async function make(path: string, id: string): Promise<boolean> {
  const file = await open(path, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return null;
    throw error;
  });
  if (file === null) return false;
  try {
    await file.writeFile(contentOf(id));
    return true;
  } catch (error) {
    // Nobody is kept out by a lock that could not be taken.
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

function contentOf(id: string): string {
  const holder: Holder = { id, host: hostname(), pid: process.pid, expiresAt: Date.now() + HELD_FOR_MS };
  return JSON.stringify(holder);
}

async function renew(path: string, id: string): Promise<void> {
  if ((await holderOf(path))?.id !== id) return;
  const draft = `${path}.${id}`;
  try {
    await writeFile(draft, contentOf(id), { mode: 0o600 });
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
    const made = await stat(breaking).catch(() => null);
    if (made !== null && Date.now() - made.mtimeMs > BREAKING_FOR_MS) await rm(breaking, { force: true });
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

async function isStale(path: string): Promise<boolean> {
  const holder = await holderOf(path);
  if (holder === null) return isUnreadable(path);
  return holder.host === hostname() ? !isAlive(holder.pid) : holder.expiresAt < Date.now();
}

/** A holder that died between making the file and writing into it. */
async function isUnreadable(path: string): Promise<boolean> {
  const made = await stat(path).catch(() => null);
  return made !== null && Date.now() - made.mtimeMs > BREAKING_FOR_MS;
}

async function holderOf(path: string): Promise<Holder | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    return isHolder(value) ? value : null;
  } catch {
    return null;
  }
}

function isHolder(value: unknown): value is Holder {
  if (!isRecord(value)) return false;
  const { id, host, pid, expiresAt } = value;
  return typeof id === "string" && typeof host === "string" && typeof pid === "number" && typeof expiresAt === "number";
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isRecord(error) && error.code === "EPERM";
  }
}
