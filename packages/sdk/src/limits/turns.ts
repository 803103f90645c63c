import { unlessAborted } from "../engine/wait.ts";

/** Lets those who want the same thing have it one after the other, in the order they came. */
export class Turns {
  /** By what is wanted: ends when the last who wants it so far has had his turn, and all before him. */
  readonly #last = new Map<string, Promise<void>>();

  /** Resolves with what ends the turn, once it has come. Rejects with the signal's reason, and those behind wait on. */
  async take(key: string, signal: AbortSignal, onWaiting: () => void = () => undefined): Promise<() => void> {
    const before = this.#last.get(key);
    const own = Promise.withResolvers<void>();
    const turn = before === undefined ? own.promise : before.then(() => own.promise);
    this.#last.set(key, turn);
    if (before !== undefined) {
      onWaiting();
      try {
        await unlessAborted(before, signal);
      } catch (error) {
        own.resolve();
        // Whoever comes next must wait for those that were before this one.
        void turn.then(() => this.#forget(key, turn));
        throw error;
      }
    }
    return () => {
      own.resolve();
      this.#forget(key, turn);
    };
  }

  #forget(key: string, turn: Promise<void>): void {
    if (this.#last.get(key) === turn) this.#last.delete(key);
  }
}
