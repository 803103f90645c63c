import type { Schedule } from "@tutti/core/wire/schedule";
import { durationText } from "../duration-text.ts";
import { oneLine } from "../plain-text.ts";

/** A schedule on one line: `cron 0 9 * * * (Europe/Berlin)`. */
export function scheduleText(schedule: Schedule): string {
  return oneLine(`${ruleText(schedule)} (${schedule.timezone ?? "UTC"})`);
}

function ruleText(schedule: Schedule): string {
  if ("cron" in schedule) return `cron ${schedule.cron}`;
  if ("rrule" in schedule) return `rrule ${schedule.rrule}`;
  return `every ${durationText(schedule.interval)}`;
}
