import type { ArgumentSpec } from "../command.ts";
import { flag, text, toggle } from "../option.ts";

/** The options that say when something is due. */
export const scheduleFlags = {
  cron: text("--cron <expression>", 'when, as cron says it: "0 9 * * 1-5"'),
  interval: text("--interval <span>", 'how often: seconds, or "15 minutes"'),
  rrule: text("--rrule <rule>", 'when, as calendars say it: "FREQ=WEEKLY;BYDAY=MO"'),
  anchorDate: text("--anchor-date <time>", "what an interval counts from; now unless given"),
  timezone: text("--timezone <zone>", "the clock it goes by, such as Europe/Berlin; UTC unless given"),
  dayOr: toggle("--no-day_or", "a cron day must fit both day of month and day of week"),
};

/** What those options said. */
export interface ScheduleChoice {
  readonly cron: string | null;
  readonly interval: string | null;
  readonly rrule: string | null;
  readonly anchorDate: string | null;
  readonly timezone: string | null;
  readonly dayOr: boolean | null;
}

/** How pause and resume are told which schedules are meant. */
export const scheduleTargetArguments: readonly ArgumentSpec[] = [
  { term: "[deployment]", description: "<flow>/<deployment>, or its id" },
  {
    term: "[schedule]",
    description: "the schedule's id or its beginning; where there is one only, it may be left out",
  },
];
export const scheduleTargetOptions = {
  all: flag("--all", "all of the deployment; without one, all there are"),
  yes: flag("-y, --yes", "do not ask"),
};
