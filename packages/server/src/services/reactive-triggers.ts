import { EventFeed } from "../store/event-feed.ts";
import type { CommittedEvent } from "../store/rows/event-row.ts";
import type { Loop, Service } from "./loop.ts";

const BATCH = 100;

/**
 * Shows events to the triggers of automations as they are committed. While no automation is enabled it asks for nothing
 * but that, once a second. `onFiring` is called when an automation has fired, wherever.
 */
export function reactiveTriggers(onFiring: () => void): Service {
  let leave: (() => void) | null = null;
  let loop: Loop | null = null;
  return {
    name: "reactive-triggers",
    everyMs: 1000,
    begin(own) {
      loop = own;
    },
    async tick({ store, logger }) {
      const { isWatching, hasMore } = await store.command("advanceTriggers", { limit: BATCH });
      if (isWatching) {
        const onError = (error: unknown) => logger.error({ err: error }, "the events for triggers could not be read");
        leave ??= await new EventFeed(store, onError).follow((events) => {
          loop?.wake();
          if (events.some(isFiring)) onFiring();
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

function isFiring({ event }: CommittedEvent): boolean {
  return event === "prefect.automation.triggered";
}
