import { addSeconds, type Instant } from "./instant.ts";

/** A queue or deployment is ready while somebody asked for its runs so recently. */
export const POLLED_WITHIN_SECONDS = 60;

/** How exactly it is remembered when that was: a poller that comes more often writes nothing. */
const REMEMBERED_TO_SECONDS = 10;

interface Polled {
  readonly status: "READY" | "NOT_READY" | "PAUSED";
  readonly last_polled: Instant | null;
}

export function wasPolledRecently(lastPolled: Instant | null, now: Instant): boolean {
  return lastPolled !== null && lastPolled >= addSeconds(now, -POLLED_WITHIN_SECONDS);
}

/** Whether a poll has to be written down. */
export function isPollNews({ status, last_polled }: Polled, now: Instant): boolean {
  return status === "NOT_READY" || last_polled === null || last_polled <= pollsForgottenBefore(now);
}

/** Polls until then are older than what is remembered. */
export function pollsForgottenBefore(now: Instant): Instant {
  return addSeconds(now, -REMEMBERED_TO_SECONDS);
}
