import { addSeconds, instant } from "@tutti/core/instant";
import { nextTimes } from "@tutti/core/schedule/next-times";
import type { Schedule } from "@tutti/core/wire/schedule";

/** Beyond this nobody looks; what comes on no day at all ends here. */
const AHEAD_SECONDS = 8 * 366 * 86_400;

/** The next times of a schedule, in milliseconds since the epoch. Throws for a schedule that cannot be read. */
export function upcomingTimes(schedule: Schedule, nowMs: number, count: number): number[] {
  const start = instant(nowMs * 1000);
  const horizon = { start, end: addSeconds(start, AHEAD_SECONDS), minRuns: count, minSeconds: 0, maxRuns: count };
  return nextTimes(schedule, horizon).map((at) => Math.floor(at / 1000));
}

/** How times are told in a zone: to the minute, and to the second where minutes would not tell them apart. */
export function timeFormat(times: readonly number[], timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    ...(times.some((at) => at % 60_000 >= 1000) ? { second: "2-digit" } : {}),
    timeZoneName: "short",
  });
}
