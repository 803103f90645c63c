import { formatInstant, instantFromMillis } from "@tutti/core/instant";
import { comingTimes } from "@tutti/core/schedule/coming-times";
import type { Schedule } from "@tutti/core/wire/schedule";

/** The next so many times of a schedule, as ISO 8601. */
export function scheduleTimes(schedule: Schedule, count: number, nowMs: number): string[] {
  return comingTimes(schedule, count, instantFromMillis(nowMs)).map(formatInstant);
}
