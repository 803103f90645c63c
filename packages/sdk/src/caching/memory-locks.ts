import { Turns } from "../limits/turns.ts";
import type { Lock, LockRequest, Locks } from "./locks.ts";

/** Locks among the runs of this process alone. */
export class MemoryLocks implements Locks {
  readonly #turns = new Turns();

  async acquire(key: string, { signal, onWaiting }: LockRequest): Promise<Lock> {
    const end = await this.#turns.take(key, signal, onWaiting);
    return { release: async () => end() };
  }
}
