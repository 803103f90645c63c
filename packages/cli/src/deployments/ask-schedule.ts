import type { CommandContext } from "../context.ts";
import type { Schedule } from "@tutti/core/wire/schedule";
import { TuttiError } from "@tutti/core/errors";
import { ask, choose } from "../prompts.ts";
import type { ScheduleChoice } from "./schedule-flags.ts";
import { readSchedule } from "./schedule-options.ts";

const KINDS = [
  { value: "cron", label: "Cron", hint: "at these minutes, hours and days", example: "0 9 * * 1-5" },
  { value: "interval", label: "Interval", hint: "every so often", example: "1 hour" },
  { value: "rrule", label: "RRule", hint: "as calendars say it", example: "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9" },
] as const;

const NOTHING: ScheduleChoice = {
  cron: null,
  interval: null,
  rrule: null,
  anchorDate: null,
  timezone: null,
  dayOr: null,
};

/** Asks a person for a schedule, and again until it can be. Throws `invalid_usage` where nobody can be asked. */
export async function askSchedule(context: CommandContext): Promise<Schedule> {
  const instead = "--cron, --interval or --rrule";
  const kind = await choose(context, { message: "What kind of schedule?", instead, choices: KINDS });
  const example = KINDS.find(({ value }) => value === kind)?.example ?? "";
  const rule = await ask(context, {
    message: "When?",
    placeholder: example,
    instead,
    problem: (answer) => problemOf({ ...NOTHING, [kind]: answer }),
  });
  const timezone = await ask(context, {
    message: "Which timezone does it go by?",
    initialValue: Intl.DateTimeFormat().resolvedOptions().timeZone,
    instead: "--timezone",
    problem: (answer) => problemOf({ ...NOTHING, [kind]: rule, timezone: answer }),
  });
  const schedule = readSchedule({ ...NOTHING, [kind]: rule, timezone }, new Date());
  if (schedule === null) throw new TuttiError("invalid_usage", "No schedule was given.");
  return schedule;
}

function problemOf(choice: ScheduleChoice): string | null {
  try {
    readSchedule(choice, new Date());
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
