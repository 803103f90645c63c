import { formatInstant, instant, instantFromMillis } from "@tutti/core/instant";
import { nextTimes } from "@tutti/core/schedule/next-times";
import type { Schedule } from "@tutti/core/wire/schedule";

/** Schedules that are due less often than this are said to end. */
const AHEAD_MICROS = 100 * 366 * 86_400_000_000;

/** The next so many times of a schedule, as ISO 8601. */
export function scheduleTimes(schedule: Schedule, count: number, nowMs: number): string[] {
  const start = instantFromMillis(nowMs);
  const end = instant(start + AHEAD_MICROS);
  return nextTimes(schedule, { start, end, minRuns: count, minSeconds: 0, maxRuns: count }).map(formatInstant);
}
