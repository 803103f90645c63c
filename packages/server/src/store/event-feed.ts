import { CommittedFeed } from "./committed-feed.ts";
import type { CommittedEvent } from "./rows/event-row.ts";
import type { Store } from "./store.ts";

/**
 * Tells followers of every committed event, in the order of `committed-events.ts`. Who must not miss what happens while
 * the server is down keeps a cursor (`commands/events/event-cursor.ts`) and takes `Store.onCommit` as its call to go on.
 */
export class EventFeed extends CommittedFeed<CommittedEvent> {
  constructor(store: Store, onError: (error: unknown) => void) {
    const source = {
      end: () => store.read("readFeedEnd", {}),
      async after(from: string, limit: number) {
        const { events, position } = await store.read("readEventsAfter", { position: from, limit });
        return { items: events, position };
      },
    };
    super(store, source, onError);
  }
}
