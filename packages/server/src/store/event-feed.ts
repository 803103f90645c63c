import type { EventPosition } from "./committed-events.ts";
import type { CommittedEvent } from "./rows/event-row.ts";
import type { Store } from "./store.ts";

export type FollowEvents = (events: readonly CommittedEvent[]) => void;

/** Events of one read. */
const READ_MAX = 250;
/** Rest after a read that failed. */
const RETRY_MS = 1000;

/**
 * Tells followers of every committed event, in the order of `committed-events.ts`, by whatever server of the database it
 * was written. It reads the database after commits, so it tells nothing that is not there, and holds no more than one
 * read; while nobody follows it does nothing. Who must not miss what happens while the server is down keeps a cursor
 * (`commands/event-cursor.ts`) and takes `Store.onCommit` as its call to go on.
 */
export class EventFeed {
  readonly #store: Store;
  readonly #onError: (error: unknown) => void;
  readonly #followers = new Set<FollowEvents>();
  #position: EventPosition = "";
  #isReading = false;
  #hasNews = false;
  #stopListening: (() => void) | null = null;
  #begun: Promise<void> = Promise.resolve();

  constructor(store: Store, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  /** Resolves when everything committed from now on will be told. Calling what it returns ends it. */
  async follow(follower: FollowEvents): Promise<() => void> {
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
    const position = await this.#store.read("readFeedEnd", {});
    this.#position = position;
    this.#stopListening ??= this.#store.onCommit(() => this.#wake());
    this.#wake();
  }

  #leave(follower: FollowEvents): void {
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
    const { events, position } = await this.#store.read("readEventsAfter", { position: from, limit: READ_MAX });
    // Everybody has left meanwhile, and others came who begin at a later place.
    if (this.#position !== from) return;
    this.#position = position;
    if (events.length === READ_MAX) this.#hasNews = true;
    if (events.length > 0) for (const follower of this.#followers) follower(events);
  }
}
