import type { Log } from "@tutti/core/wire/log";
import { CommittedFeed } from "./committed-feed.ts";
import type { Store } from "./store.ts";

export type FollowLogs = (logs: readonly Log[]) => void;

/**
 * Tells followers of every log that is committed, by whatever server of the database it was written. A database of this
 * server's alone need not be asked: its own commands tell.
 */
export class LogFeed {
  readonly #store: Store;
  readonly #feed: CommittedFeed<Log>;

  constructor(store: Store, onError: (error: unknown) => void) {
    this.#store = store;
    const source = {
      end: () => store.read("readFeedEnd", {}),
      after: (position: string, limit: number) => store.read("readLogsAfter", { position, limit }),
    };
    this.#feed = new CommittedFeed(store, source, onError);
  }

  /** Resolves when everything committed from now on will be told. Calling what it returns ends it. */
  async follow(follower: FollowLogs): Promise<() => void> {
    if (this.#store.isShared) return this.#feed.follow(follower);
    return this.#store.onChanges((changes) => {
      const logs = changes.flatMap((change) => (change.kind === "logs" ? change.logs : []));
      if (logs.length > 0) follower(logs);
    });
  }
}
