import { instant, type Instant } from "../instant.ts";
import type { Schedule } from "../wire/schedule.ts";
import { nextTimes } from "./next-times.ts";

/** A schedule that is not due within this time is taken for one that never is. */
const AHEAD_MICROS = 100 * 366 * 86_400_000_000;

/** The next so many times of a schedule, as people look at it; none for one that is never due from now on. */
export function comingTimes(schedule: Schedule, count: number, now: Instant): Instant[] {
  const end = instant(now + AHEAD_MICROS);
  return nextTimes(schedule, { start: now, end, minRuns: count, minSeconds: 0, maxRuns: count });
}
