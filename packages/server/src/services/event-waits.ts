import { EventFeed } from "../store/event-feed.ts";
import type { Loop, Service } from "./loop.ts";

const BATCH = 250;

/** Starts runs again whose event has come. While none waits it asks for nothing but that, once a second. */
export function eventWaits(): Service {
  let leave: (() => void) | null = null;
  let loop: Loop | null = null;
  return {
    name: "event-waits",
    everyMs: 1000,
    begin(own) {
      loop = own;
    },
    async tick({ store, logger }) {
      const { isWatching, hasMore } = await store.command("wakeForEvents", { limit: BATCH });
      if (isWatching) {
        const onError = (error: unknown) => logger.error({ err: error }, "the events for runs could not be read");
        leave ??= await new EventFeed(store, onError).follow(() => loop?.wake());
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
