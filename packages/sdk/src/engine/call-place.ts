import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Where calls of tasks were made, for those that begin later: what the caller's own `AsyncLocalStorage` holds is there for
 * them as if they had begun at once. One stands for all calls of a `map`.
 */
export class CallPlace {
  #enter: ReturnType<typeof AsyncLocalStorage.snapshot> | null = null;

  /** To be called in that place. */
  keep(): this {
    this.#enter ??= AsyncLocalStorage.snapshot();
    return this;
  }

  enter(body: () => void): void {
    if (this.#enter === null) body();
    else this.#enter(body);
  }
}
