import { instant, type Instant } from "../instant.ts";

// Wall clocks. A wall time is written as the microseconds that would have passed if the zone were UTC: arithmetic on days
// and hours is then plain arithmetic, and only the way back to an instant knows of offsets.

/** The reading of a zone's clock, as if it were UTC. */
export type WallTime = number & { readonly __wall: true };

const MICROS_PER_MINUTE = 60_000_000;
const MICROS_PER_DAY = 86_400_000_000;

export function wallTime(micros: number): WallTime {
  return micros as WallTime;
}

/** An IANA name that the runtime knows: not an offset. */
export function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

export function toWall(at: Instant, timezone: string): WallTime {
  return wallTime(at + offsetMicros(at, timezone));
}

/**
 * Which instant a reading means when clocks are changed: the first of two; for one that never occurs, as much before the
 * change, or after it, as the gap is wide.
 */
export function fromWall(wall: WallTime, timezone: string, never: "before" | "after" = "after"): Instant {
  const [before, after] = offsetsAround(wall, timezone);
  const early = instant(wall - before);
  if (before === after) return early;
  const late = instant(wall - after);
  const isEarly = toWall(early, timezone) === wall;
  const isLate = toWall(late, timezone) === wall;
  if (isEarly || isLate) return isEarly ? early : late;
  return never === "after" ? early : late;
}

/** The offsets a day before and a day after: no zone changes twice in that time. */
function offsetsAround(wall: WallTime, timezone: string): [number, number] {
  return [
    offsetMicros(instant(wall - MICROS_PER_DAY), timezone),
    offsetMicros(instant(wall + MICROS_PER_DAY), timezone),
  ];
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formatters.set(timezone, made);
  return made;
}

/** How far the zone's clock is ahead of UTC. */
export function offsetMicros(at: Instant, timezone: string): number {
  if (timezone === "UTC") return 0;
  // Offsets change on whole minutes since 1970, and the formatter knows no fractions.
  const minute = Math.floor(at / MICROS_PER_MINUTE) * MICROS_PER_MINUTE;
  const parts = formatterOf(timezone).formatToParts(minute / 1000);
  const read = new Map(parts.map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => read.get(type) ?? 0;
  const wall = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return wall * 1000 - minute;
}
