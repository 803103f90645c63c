/** What may have been committed: the names of commands; null when another server of the database may have. */
export type CommitNews = ReadonlySet<string> | null;

/** Who wants to know that something may have been committed. With a period they are told as often besides, while there are any. */
export class CommitListeners {
  readonly #everyMs: number | null;
  readonly #listeners = new Set<(news: CommitNews) => void>();
  #timer: NodeJS.Timeout | null = null;

  constructor(everyMs: number | null = null) {
    this.#everyMs = everyMs;
  }

  add(listener: (news: CommitNews) => void): () => void {
    this.#listeners.add(listener);
    if (this.#everyMs !== null) this.#timer ??= setInterval(() => this.tell(null), this.#everyMs).unref();
    return () => this.#remove(listener);
  }

  tell(news: CommitNews): void {
    for (const listener of this.#listeners) listener(news);
  }

  #remove(listener: (news: CommitNews) => void): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }
}
