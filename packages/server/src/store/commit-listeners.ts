/** Who wants to know that something may have been committed. With a period they are told as often besides, while there are any. */
export class CommitListeners {
  readonly #everyMs: number | null;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;

  constructor(everyMs: number | null = null) {
    this.#everyMs = everyMs;
  }

  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#everyMs !== null) this.#timer ??= setInterval(() => this.tell(), this.#everyMs).unref();
    return () => this.#remove(listener);
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #remove(listener: () => void): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }
}
