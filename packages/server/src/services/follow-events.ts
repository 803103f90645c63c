import type { Store } from "../store/store.ts";
import { EventFeed } from "../store/event-feed.ts";
import type { CommittedEvent } from "../store/rows/event-row.ts";
import type { Loop, Service } from "./loop.ts";

/** What a service does about events as they are committed. */
interface EventWork {
  readonly name: string;
  /** Whom the events are for, as an error says it. */
  readonly audience: string;
  /** Does a part of it, and says whether anybody looks at events, and whether there is more to do. */
  readonly advance: (store: Store) => Promise<{ readonly isWatching: boolean; readonly hasMore: boolean }>;
  readonly onEvents?: (events: readonly CommittedEvent[]) => void;
}

/** A service that goes on when events are committed. While nobody looks at them it asks for nothing but that, once a second at most. */
export function followEvents({ name, audience, advance, onEvents }: EventWork): Service {
  let leave: (() => void) | null = null;
  let loop: Loop | null = null;
  return {
    name,
    everyMs: 1000,
    followsCommits: true,
    begin(own) {
      loop = own;
    },
    async tick({ store, logger }) {
      const { isWatching, hasMore } = await advance(store);
      if (isWatching) {
        const onError = (error: unknown) =>
          logger.error({ err: error }, `the events for ${audience} could not be read`);
        leave ??= await new EventFeed(store, onError).follow((events) => {
          loop?.wake();
          onEvents?.(events);
        });
      } else {
        leave?.();
        leave = null;
      }
      return hasMore;
    },
    async stop() {
      leave?.();
      leave = null;
    },
  };
}
