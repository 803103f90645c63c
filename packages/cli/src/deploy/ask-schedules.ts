import type { ScheduleValues } from "@tutti/project/files/project-schema";
import type { CommandContext } from "../context.ts";
import { askSchedule } from "../deployments/ask-schedule.ts";
import { tellTimes } from "../deployments/tell-times.ts";
import { offer } from "../prompts.ts";

const INSTEAD = "--cron, --interval or --rrule, or --no-schedule";

/** Asks for schedules, one after the other, and shows the next ten times of each before it is kept. */
export async function askSchedules(context: CommandContext): Promise<ScheduleValues[]> {
  const schedules: ScheduleValues[] = [];
  for (;;) {
    const message = schedules.length === 0 ? "Shall it run on a schedule?" : "On another schedule too?";
    if (!(await offer(context, { message, instead: INSTEAD, initialValue: false }))) return schedules;
    const schedule = await askSchedule(context);
    tellTimes(schedule, context.output);
    if (!(await offer(context, { message: "Keep this schedule?", instead: INSTEAD }))) continue;
    const isActive = await offer(context, { message: "Shall it be active at once?", instead: INSTEAD });
    schedules.push({ ...schedule, ...(isActive ? {} : { active: false }) });
  }
}
