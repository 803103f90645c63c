import { instant, parseInstant, type Instant } from "../instant.ts";
import type { Schedule } from "../wire/schedule.ts";
import { cronTimes, parseCron } from "./cron.ts";
import { DEFAULT_ANCHOR } from "./rrule-anchor.ts";
import { recurrenceTimes } from "./rrule.ts";
import { parseRecurrence } from "./rrule-text.ts";
import { fromWall, toWall, wallTime, type WallTime } from "./zone.ts";

const MICROS_PER_DAY = 86_400_000_000;
/** No change of the clocks is wider. */
const CHANGE_MAX = 3 * 3_600_000_000;

/**
 * The slots of a schedule from `from` to `until`, in order, each once. What they are does not depend on where one begins to
 * look: that makes a slot one and the same for every server at every time.
 */
export function occurrences(schedule: Schedule, from: Instant, until: Instant): Generator<Instant> {
  if ("interval" in schedule) return intervalTimes(schedule, from, until);
  const timezone = schedule.timezone || "UTC";
  const first = wallTime(toWall(from, timezone) - CHANGE_MAX);
  const last = wallTime(toWall(until, timezone) + CHANGE_MAX);
  if ("cron" in schedule) {
    const walls = cronTimes(parseCron(schedule.cron), schedule.day_or, first, last);
    return inZone(walls, timezone, from, until);
  }
  const walls = recurrenceTimes(parseRecurrence(schedule.rrule), DEFAULT_ANCHOR, first, last);
  return inZone(walls, timezone, from, until);
}

/**
 * A time that the clock leaves out comes before the gap, as Prefect's libraries have it; where that is no later than the time
 * before it, it is none of its own.
 */
function* inZone(walls: Iterable<WallTime>, timezone: string, from: Instant, until: Instant): Generator<Instant> {
  let before = -Infinity;
  for (const wall of walls) {
    const at = fromWall(wall, timezone, "before");
    if (at <= before) continue;
    before = at;
    if (at > until) return;
    if (at >= from) yield at;
  }
}

/** An interval of a day or more goes by the calendar of the zone, a shorter one by elapsed time. */
function* intervalTimes(
  { interval, anchor_date, timezone }: Extract<Schedule, { interval: number }>,
  from: Instant,
  until: Instant,
): Generator<Instant> {
  const zone = timezone || "UTC";
  const anchor = parseInstant(anchor_date) ?? from;
  const micros = Math.round(interval * 1_000_000);
  const wall = toWall(anchor, zone);
  for (let k = Math.floor((from - anchor) / micros) - 1; ; k++) {
    const at = micros < MICROS_PER_DAY ? instant(anchor + k * micros) : fromWall(wallTime(wall + k * micros), zone);
    if (at > until) return;
    if (at >= from) yield at;
  }
}
