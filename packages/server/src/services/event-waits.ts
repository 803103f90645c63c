import { followEvents } from "./follow-events.ts";
import type { Service } from "./loop.ts";

const BATCH = 250;

/** Starts runs again whose event has come. */
export function eventWaits(): Service {
  return followEvents({
    name: "event-waits",
    audience: "runs",
    advance: (store) => store.command("wakeForEvents", { limit: BATCH }),
  });
}
