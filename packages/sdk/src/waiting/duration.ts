import { checkGiven } from "../check-given.ts";

/** Seconds, or a span by its parts: `{ hours: 1, minutes: 30 }`. */
export type Duration = number | DurationParts;

export interface DurationParts {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

export function days(count: number): Duration {
  return { days: count };
}

export function hours(count: number): Duration {
  return { hours: count };
}

export function minutes(count: number): Duration {
  return { minutes: count };
}

const PARTS = ["days", "hours", "minutes", "seconds"];

/** Throws `RangeError` and `TypeError` for what is no span of time. */
export function secondsOf(duration: Duration): number {
  if (typeof duration !== "number") checkGiven("{ hours: 1, minutes: 30 }", duration, PARTS);
  const seconds = typeof duration === "number" ? duration : partsInSeconds(duration);
  if (seconds >= 0) return seconds;
  throw new RangeError(`A duration must be 0 or more seconds, not ${seconds}`);
}

function partsInSeconds({ days = 0, hours = 0, minutes = 0, seconds = 0 }: DurationParts): number {
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
