import { instant, isWritable, type Instant } from "./instant.ts";
import type { TimeUnit } from "./wire/event-filter.ts";

// Time in equal buckets, all counted from one Monday, so that the same moment is in the same bucket whatever is asked.

const PIVOT = 1_711_929_600_000_000;
const BUCKETS_MAX = 1000;
const SECOND = 1_000_000;
const UNIT_MICROS: Readonly<Record<TimeUnit, number>> = {
  week: 7 * 86_400 * SECOND,
  day: 86_400 * SECOND,
  hour: 3600 * SECOND,
  minute: 60 * SECOND,
  second: SECOND,
};

export interface TimeBuckets {
  /** Where the first begins. */
  readonly start: Instant;
  readonly widthMicros: number;
  readonly count: number;
}

export interface BucketedWindow {
  readonly since: Instant;
  readonly until: Instant;
  readonly unit: TimeUnit;
  /** Units in a bucket. */
  readonly interval: number;
}

/** Why the window cannot be counted in such buckets; null when it can. */
export function bucketsRefusal(window: BucketedWindow): string | null {
  const count = Math.ceil((window.until - window.since) / widthOf(window));
  if (count > BUCKETS_MAX) {
    return `The interval would make ${count} buckets of the time asked for, and ${BUCKETS_MAX} are allowed: choose a longer interval or a shorter time.`;
  }
  const widthMicros = widthOf(window);
  const areWritable = [window.since, window.until].every((at) => {
    const start = startOfBucket(at, widthMicros);
    return isWritable(start) && isWritable(start + widthMicros);
  });
  return areWritable
    ? null
    : "The interval would make a bucket that is not within the years 1 to 9999: choose a shorter one.";
}

/** The buckets from the one with the window's beginning; the future has none beyond the unit that is under way. */
export function bucketsOf(window: BucketedWindow, now: Instant): TimeBuckets {
  const widthMicros = widthOf(window);
  const start = startOfBucket(window.since, widthMicros);
  const end = window.until > now ? endOfUnit(now, window.unit) : window.until;
  return { start: instant(start), widthMicros, count: Math.max(0, Math.ceil((end - start) / widthMicros)) };
}

function startOfBucket(at: Instant, widthMicros: number): number {
  return PIVOT + Math.floor((at - PIVOT) / widthMicros) * widthMicros;
}

function widthOf({ unit, interval }: BucketedWindow): number {
  return Math.round(UNIT_MICROS[unit] * interval);
}

/** The last microsecond of the unit; weeks begin on Mondays. */
function endOfUnit(at: Instant, unit: TimeUnit): number {
  const width = UNIT_MICROS[unit];
  return PIVOT + (Math.floor((at - PIVOT) / width) + 1) * width - 1;
}
