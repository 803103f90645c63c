import type { Store } from "../store/store.ts";

const LOOKS_ANYWAY_MS = 30_000;

/** Tells a service that has work only after something was committed when it need not look for any. */
export class CommitWatch {
  readonly #stopListening: () => void;
  #lookedAt = -Infinity;

  /** Null where others commit as well, of whom this server hears only by looking. */
  static over(store: Store): CommitWatch | null {
    return store.isShared ? null : new CommitWatch(store);
  }

  private constructor(store: Store) {
    this.#stopListening = store.onCommit(() => this.forget());
  }

  /** Nothing was committed since the last look, and that is not long ago. */
  get isQuiet(): boolean {
    return performance.now() - this.#lookedAt < LOOKS_ANYWAY_MS;
  }

  /** A look begins: what is committed meanwhile may be too late for it. */
  look(): void {
    this.#lookedAt = performance.now();
  }

  /** The next look is due, whatever was seen. */
  forget(): void {
    this.#lookedAt = -Infinity;
  }

  stop(): void {
    this.#stopListening();
  }
}
