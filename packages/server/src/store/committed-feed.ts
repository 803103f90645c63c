import type { Store } from "./store.ts";

/** What one read gives: the items after a position, and where the next one goes on. */
export interface FeedPage<Item> {
  readonly items: readonly Item[];
  readonly position: string;
}

/** Where the items of a feed are read from, in the order of their commits. */
export interface FeedSource<Item> {
  /** The position after everything that was committed. */
  end(): Promise<string>;
  after(position: string, limit: number): Promise<FeedPage<Item>>;
}

/** Items of one read. */
const READ_MAX = 250;
/** Rest after a read that failed. */
const RETRY_MS = 1000;

/**
 * Tells followers of everything of a kind that is committed, in the order of the commits, by whatever server of the
 * database it was written. It reads the database after commits, so it tells nothing that is not there, and holds no more
 * than one read; while nobody follows it does nothing.
 */
export class CommittedFeed<Item> {
  readonly #store: Store;
  readonly #source: FeedSource<Item>;
  readonly #onError: (error: unknown) => void;
  readonly #followers = new Set<(items: readonly Item[]) => void>();
  #position = "";
  #isReading = false;
  #hasNews = false;
  #stopListening: (() => void) | null = null;
  #begun: Promise<void> = Promise.resolve();

  constructor(store: Store, source: FeedSource<Item>, onError: (error: unknown) => void) {
    this.#store = store;
    this.#source = source;
    this.#onError = onError;
  }

  /** Resolves when everything committed from now on will be told. Calling what it returns ends it. */
  async follow(follower: (items: readonly Item[]) => void): Promise<() => void> {
    if (this.#followers.size === 0) this.#begun = this.#begin();
    this.#followers.add(follower);
    try {
      await this.#begun;
    } catch (error) {
      this.#leave(follower);
      throw error;
    }
    return () => this.#leave(follower);
  }

  async #begin(): Promise<void> {
    const position = await this.#source.end();
    this.#position = position;
    this.#stopListening ??= this.#store.onCommit(() => this.#wake());
    this.#wake();
  }

  #leave(follower: (items: readonly Item[]) => void): void {
    this.#followers.delete(follower);
    if (this.#followers.size > 0) return;
    this.#stopListening?.();
    this.#stopListening = null;
  }

  #wake(): void {
    this.#hasNews = true;
    if (!this.#isReading) void this.#readOn();
  }

  async #readOn(): Promise<void> {
    this.#isReading = true;
    while (this.#hasNews && this.#followers.size > 0) {
      this.#hasNews = false;
      try {
        await this.#readOnce();
      } catch (error) {
        this.#onError(error);
        await new Promise((resolve) => {
          setTimeout(resolve, RETRY_MS).unref();
        });
        this.#hasNews = true;
      }
    }
    this.#isReading = false;
  }

  async #readOnce(): Promise<void> {
    const from = this.#position;
    const { items, position } = await this.#source.after(from, READ_MAX);
    // Everybody has left meanwhile, and others came who begin at a later place.
    if (this.#position !== from) return;
    this.#position = position;
    if (items.length === READ_MAX) this.#hasNews = true;
    if (items.length > 0) for (const follower of this.#followers) follower(items);
  }
}
