import { hash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { takeFileLock } from "@tutti/client/file-lock";
import type { Lock, LockRequest, Locks } from "./locks.ts";

/** Locks among all processes that see this folder. */
export class FileLocks implements Locks {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async acquire(key: string, request: LockRequest): Promise<Lock> {
    await mkdir(this.#folder, { recursive: true });
    const path = join(this.#folder, `${hash("sha256", key).slice(0, 40)}.lock`);
    return { release: await takeFileLock(path, request) };
  }
}
