const STAY_MS = 60_000;

/** Keeps the steps of a paused run from beginning, those of the subflows in it too. What is under way goes on. */
export class Hold {
  /** The hold of the run around this one. */
  outer: Hold | null = null;
  #held: PromiseWithResolvers<void> | null = null;

  get isHeld(): boolean {
    return this.#held !== null || this.outer?.isHeld === true;
  }

  hold(): void {
    this.#held ??= Promise.withResolvers();
  }

  release(): void {
    this.#held?.resolve();
    this.#held = null;
  }

  /** Resolves when steps may begin, or the signal is aborted. What waits keeps the process, in which nothing else may be left to do. */
  async whenReleased(signal: AbortSignal): Promise<void> {
    if (!this.isHeld || signal.aborted) return;
    const stay = setInterval(() => undefined, STAY_MS);
    try {
      await this.#released(signal);
    } finally {
      clearInterval(stay);
    }
  }

  async #released(signal: AbortSignal): Promise<void> {
    while (this.isHeld && !signal.aborted) {
      const aborted = Promise.withResolvers<void>();
      const resolve = (): void => aborted.resolve();
      signal.addEventListener("abort", resolve, { once: true });
      await Promise.race([this.#held?.promise ?? this.outer?.whenReleased(signal), aborted.promise]);
      signal.removeEventListener("abort", resolve);
    }
  }
}
