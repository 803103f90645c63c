import { formatInstant, type Instant } from "../instant.ts";
import type { Schedule, ScheduleInput } from "../wire/schedule.ts";
import { anchorRrule } from "./rrule-anchor.ts";

/** A schedule with all its fields said: what is stored, and what it means from now on does not depend on when it is read. */
export function settleSchedule(given: ScheduleInput, now: Instant): Schedule {
  if ("interval" in given) {
    return {
      interval: given.interval,
      anchor_date: formatInstant(given.anchor_date ?? now),
      timezone: given.timezone ?? "UTC",
    };
  }
  if ("cron" in given) return { cron: given.cron, timezone: given.timezone ?? null, day_or: given.day_or };
  const timezone = given.timezone === undefined ? "UTC" : given.timezone;
  return { rrule: anchorRrule(given.rrule, timezone, now), timezone };
}
