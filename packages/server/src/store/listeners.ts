import type { LiveChange } from "@tutti/core/wire/live";
import type { ChangesListener } from "./store.ts";

/** Who wants to hear of changes. Working them out costs the store time, so it is told when the first listener comes and the last leaves. */
export class Listeners {
  readonly #listeners = new Set<ChangesListener>();
  readonly #onDemand: (isWatched: boolean) => void;

  constructor(onDemand: (isWatched: boolean) => void) {
    this.#onDemand = onDemand;
  }

  get isEmpty(): boolean {
    return this.#listeners.size === 0;
  }

  add(listener: ChangesListener): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#onDemand(true);
    return () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#onDemand(false);
    };
  }

  tell(changes: readonly LiveChange[]): void {
    if (changes.length === 0) return;
    for (const listener of this.#listeners) listener(changes);
  }
}
