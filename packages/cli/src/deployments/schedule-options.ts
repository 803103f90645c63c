import { didYouMeanTimezone } from "@tutti/client/closest-timezone";
import { TuttiError } from "@tutti/core/errors";
import { formatInstant, instantFromMillis } from "@tutti/core/instant";
import { parseCron } from "@tutti/core/schedule/cron";
import { parseRecurrence } from "@tutti/core/schedule/rrule-text";
import { settleSchedule } from "@tutti/core/schedule/settle-schedule";
import { isTimezone } from "@tutti/core/schedule/zone";
import { INTERVAL_SECONDS_END, type Schedule, scheduleInput } from "@tutti/core/wire/schedule";
import type { ScheduleChoice } from "./schedule-flags.ts";
import { parseMoment, parseSeconds } from "../time-phrase.ts";

/**
 * The schedule that --cron, --interval or --rrule ask for, with all its fields said; null when none of them is there. Throws
 * `invalid_usage` for one that cannot be.
 */
export function readSchedule(options: ScheduleChoice, now: Date): Schedule | null {
  const { cron, interval, rrule, timezone, anchorDate } = options;
  const given = [cron, interval, rrule].filter((rule) => rule !== null);
  if (given.length > 1) throw new TuttiError("invalid_usage", "Give one of --cron, --interval and --rrule.");
  if (anchorDate !== null && interval === null) {
    throw new TuttiError("invalid_usage", "--anchor-date goes with --interval.");
  }
  if (timezone !== null) checkTimezone(timezone);
  const rule = readRule(options, now);
  if (rule === null) return null;
  const input = scheduleInput.parse({ ...rule, ...(timezone === null ? {} : { timezone }) });
  return settleSchedule(input, instantFromMillis(now.getTime()));
}

function readRule({ cron, interval, rrule, anchorDate, dayOr }: ScheduleChoice, now: Date): object | null {
  if (cron !== null) {
    checked(() => parseCron(cron), `The cron expression "${cron}" cannot be`);
    return { cron, day_or: dayOr ?? true };
  }
  if (rrule !== null) {
    checked(() => parseRecurrence(rrule), `The rule "${rrule}" cannot be`);
    return { rrule };
  }
  if (interval === null) return null;
  return {
    interval: intervalSeconds(interval),
    ...(anchorDate === null ? {} : { anchor_date: anchorText(anchorDate, now) }),
  };
}

function checked(parse: () => unknown, message: string): void {
  try {
    parse();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TuttiError("invalid_usage", `${message}: ${reason}`, { cause: error });
  }
}

function checkTimezone(name: string): void {
  if (isTimezone(name)) return;
  throw new TuttiError(
    "invalid_usage",
    `There is no timezone ${name}.${didYouMeanTimezone(name) || " They are named as in Europe/Berlin."}`,
  );
}

function intervalSeconds(text: string): number {
  const seconds = parseSeconds(text);
  if (seconds !== null && seconds > 0 && seconds < INTERVAL_SECONDS_END) return seconds;
  if (seconds !== null || /^-\d/.test(text)) {
    throw new TuttiError("invalid_usage", `--interval "${text}" must be above zero, and a billion days at most.`);
  }
  throw new TuttiError("invalid_usage", `--interval "${text}" is neither a number of seconds nor a span such as "2h".`);
}

function anchorText(text: string, now: Date): string {
  const at = parseMoment(text, now);
  if (at !== null) return formatInstant(instantFromMillis(at.getTime()));
  throw new TuttiError("invalid_usage", `--anchor-date "${text}" is no time, such as "2026-03-01 09:00".`);
}
