export interface RetryPolicy {
  /** One delay for all retries, or one for each; the last one serves those beyond the list. */
  readonly delaySeconds: number | readonly number[];
  /** 0 for none. A delay is spread between `delay / (1 + factor)` and `delay * (1 + factor)`. */
  readonly jitterFactor: number;
}

/** How long to wait before retry number `retry` (1 for the first), in seconds. `random` is in [0, 1). */
export function retryDelaySeconds(policy: RetryPolicy, retry: number, random: () => number): number {
  const delay = delayOf(policy.delaySeconds, retry);
  return policy.jitterFactor > 0 ? jitter(delay, policy.jitterFactor, random()) : delay;
}

/** Doubling delays for as many retries: `base`, `2 × base`, `4 × base` … none longer than `maxSeconds`. */
export function exponentialDelays(
  baseSeconds: number,
  retries: number,
  maxSeconds = Number.POSITIVE_INFINITY,
): number[] {
  return Array.from({ length: retries }, (_, retry) => Math.min(baseSeconds * 2 ** retry, maxSeconds));
}

function delayOf(delays: number | readonly number[], retry: number): number {
  if (typeof delays === "number") return delays;
  return delays[Math.min(Math.max(retry, 1), delays.length) - 1] ?? 0;
}

// Log-uniform: half of the delays are shorter than asked and half are longer, so jitter does not move the median.
function jitter(delay: number, factor: number, random: number): number {
  return delay * (1 + factor) ** (2 * random - 1);
}

/** Whether a run that has failed in its attempt number `runCount` (1 for the first) is to be run again. */
export function hasRetriesLeft(retries: number | null | undefined, runCount: number): boolean {
  return Math.max(runCount, 1) <= (retries ?? 0);
}
