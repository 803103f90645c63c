import type { WaitingFacts } from "../wire/dashboard-work.ts";
import { FOR_EVER_MS } from "./for-ever.ts";
import type { Moments } from "./moments.ts";

/** Of a run that ended its process to sleep. */
export function explainSleep(dueAt: number, moments: Moments): string {
  return `It sleeps and goes on ${moments.ahead(dueAt)}, on ${moments.absolute(dueAt)}.`;
}

/** Of a run that ended its process to wait for events, and goes on without them when it is due. */
export function explainEvents(events: WaitingFacts["events"], dueAt: number, moments: Moments): string {
  const named = events.map(({ event, resource }) => `“${event}”${resource === null ? "" : ` of “${resource}”`}`);
  const what = named.length === 0 ? "an event" : `the event ${named.join(" or ")}`;
  // Written for ever some time ago.
  const isForEver = dueAt - moments.now > FOR_EVER_MS / 2;
  const end = isForEver
    ? "however long it takes."
    : `and goes on without it ${moments.ahead(dueAt)}, on ${moments.absolute(dueAt)}.`;
  return `It waits for ${what}, ${end}`;
}
