import type { Schedule } from "@tutti/core/wire/schedule";
import type { Output } from "../output.ts";
import { localTime, relativeTime } from "../time-text.ts";
import { scheduleText } from "./schedule-text.ts";
import { scheduleTimes } from "./schedule-times.ts";

const TIMES_SHOWN = 10;

/** The next times, before anything is saved: an expression that means something else is seen at once. */
export function tellTimes(schedule: Schedule, output: Output): void {
  const nowMs = Date.now();
  const times = scheduleTimes(schedule, TIMES_SHOWN, nowMs);
  if (times.length === 0) {
    output.say(`${output.styleAside("yellow", "Warning:")} ${scheduleText(schedule)} is never due from now on.`);
    return;
  }
  output.say(`${scheduleText(schedule)} is due`);
  for (const at of times) output.say(`  ${localTime(at)}  ${output.styleAside("dim", relativeTime(at, nowMs))}`);
}
