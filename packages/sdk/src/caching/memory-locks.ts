import { unlessAborted } from "../engine/wait.ts";
import type { Lock, LockRequest, Locks } from "./locks.ts";

/** Locks among the runs of this process alone. */
export class MemoryLocks implements Locks {
  readonly #turns = new Map<string, Promise<void>>();

  async acquire(key: string, { signal, onWaiting }: LockRequest): Promise<Lock> {
    const before = this.#turns.get(key);
    const { promise, resolve } = Promise.withResolvers<void>();
    const turn = (before ?? Promise.resolve()).then(() => promise);
    this.#turns.set(key, turn);
    const release = async (): Promise<void> => {
      resolve();
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    };
    if (before === undefined) return { release };
    onWaiting();
    try {
      await unlessAborted(before, signal);
      return { release };
    } catch (error) {
      await release();
      throw error;
    }
  }
}
