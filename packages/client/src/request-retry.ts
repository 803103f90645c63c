// The statuses of section 1 of the protocol, and 504: the server asks for patience, or a proxy could not reach it, or had no
// answer of it in time. A 500 is an answer, not an absence.
const RETRIED_STATUSES: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5000;
const JITTER = 0.2;

export function isRetriedStatus(status: number): boolean {
  return RETRIED_STATUSES.has(status);
}

/** Doubling delays from 100 ms up to 5 s, each ± 20 %; `random` is in [0, 1). `attempt` counts from 0. */
export function backoffMs(attempt: number, random: number): number {
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 16));
  return delay * (1 - JITTER + 2 * JITTER * random);
}

/** The server's own wish, in milliseconds: `Retry-After` as a count of seconds, fractions allowed. */
export function retryAfterMs(header: string | undefined): number | null {
  if (header === undefined || header.trim() === "") return null;
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
