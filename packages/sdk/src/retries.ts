import { exponentialDelays } from "@tutti/core/retry-policy";

/** How long to wait before each repetition: the same time, one time for each, or what `exponentialBackoff` gives. */
export type RetryDelay = number | readonly number[] | ((retries: number) => readonly number[]);

/** Delays of `factor`, `2 · factor`, `4 · factor`, … seconds, one for each retry. */
export function exponentialBackoff(factor: number): (retries: number) => readonly number[] {
  if (!(factor > 0)) throw new RangeError(`exponentialBackoff needs a factor above 0 seconds, not ${factor}`);
  return (retries) => exponentialDelays(factor, retries);
}

/** The delays as numbers. Throws `RangeError` when one is negative or no number. */
export function retryDelays(delay: RetryDelay | undefined, retries: number): number | readonly number[] {
  const delays = typeof delay === "function" ? delay(retries) : (delay ?? 0);
  for (const seconds of typeof delays === "number" ? [delays] : delays) {
    if (!Number.isFinite(seconds) || seconds < 0) throw new RangeError(`${seconds} is no retry delay in seconds`);
  }
  return delays;
}

/** Throws `RangeError` unless it is a whole number of 0 or more. */
export function retryCount(retries: number | undefined): number {
  if (retries === undefined) return 0;
  if (!Number.isInteger(retries) || retries < 0) throw new RangeError(`${retries} is no number of retries`);
  return retries;
}
