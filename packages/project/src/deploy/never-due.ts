import type { Instant } from "@tutti/core/instant";
import { comingTimes } from "@tutti/core/schedule/coming-times";
import { settleSchedule } from "@tutti/core/schedule/settle-schedule";
import { scheduleInput } from "@tutti/core/wire/schedule";
import type { DeclaredSchedule } from "./declared-deployment.ts";

/** What to say of schedules that can be written and are never due: those of 30 February, and those that are over. */
export function neverDueWarnings(schedules: readonly DeclaredSchedule[] | null, now: Instant): string[] {
  return (schedules ?? []).flatMap(({ schedule }) => {
    const settled = settleSchedule(scheduleInput.parse(schedule), now);
    if (comingTimes(settled, 1, now).length > 0) return [];
    const rule = "cron" in settled ? settled.cron : "rrule" in settled ? settled.rrule : String(settled.interval);
    return [`the schedule "${rule.replaceAll("\n", " ")}" is never due from now on.`];
  });
}
