import { parseField, type FieldBounds, type FieldValues } from "./cron-field.ts";
import { civilDate, dayOf, daysInMonth, wallOn, weekdayOf } from "./calendar.ts";
import type { WallTime } from "./zone.ts";

// Cron expressions as croniter reads them, which is what Prefect's schedules are written for: five fields, then seconds,
// then years; `L` for a month's last day, `fri#2` and `L5` for weekdays by their place in the month.

interface Cron {
  readonly minutes: FieldValues;
  readonly hours: FieldValues;
  readonly days: FieldValues;
  readonly hasLastDay: boolean;
  readonly months: FieldValues;
  /** 0 is Sunday. */
  readonly weekdays: FieldValues;
  /** Which of a month's, by weekday; null when the field asks for no place. 0 is the last. */
  readonly places: ReadonlyMap<number, ReadonlySet<number>> | null;
  readonly seconds: FieldValues;
  readonly years: FieldValues;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MINUTE: FieldBounds = { min: 0, max: 59 };
const HOUR: FieldBounds = { min: 0, max: 23 };
const DAY: FieldBounds = { min: 1, max: 31 };
const MONTH: FieldBounds = { min: 1, max: 12, names: MONTHS };
const WEEKDAY: FieldBounds = { min: 0, max: 7, names: WEEKDAYS, alias: new Map([[7, 0]]) };
const YEAR: FieldBounds = { min: 1970, max: 2099 };

const NICKNAMES: Readonly<Record<string, string>> = {
  "@midnight": "0 0 * * *",
  "@daily": "0 0 * * *",
  "@hourly": "0 * * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

const LENGTH_MAX = 1000;

/** Throws `SyntaxError` when it is no cron expression. */
export function parseCron(text: string): Cron {
  const trimmed = text.trim().toLowerCase();
  if (trimmed.length > LENGTH_MAX) throw new SyntaxError("a cron expression is not that long");
  const fields = (NICKNAMES[trimmed] ?? trimmed).split(/\s+/);
  if (fields.length < 5 || fields.length > 7) throw new SyntaxError("a cron expression has 5, 6 or 7 fields");
  const [minute = "", hour = "", day = "", month = "", weekday = "", second = "0", year = "*"] = fields;
  return {
    minutes: parseField(minute, MINUTE),
    hours: parseField(hour, HOUR),
    ...parseDays(day),
    months: parseField(month, MONTH),
    ...parseWeekdays(weekday),
    seconds: parseField(second, MINUTE),
    years: parseField(year, YEAR),
  };
}

function parseDays(text: string): Pick<Cron, "days" | "hasLastDay"> {
  const parts = text.split(",");
  const others = parts.filter((part) => part !== "l");
  const hasLastDay = others.length < parts.length;
  return { days: others.length === 0 ? new Set() : parseField(others.join(","), DAY), hasLastDay };
}

const PLACE = /^(?:l(?<last>[0-7])|(?<weekday>[a-z0-9]+)#(?<place>[1-5]|l))$/;

function parseWeekdays(text: string): Pick<Cron, "weekdays" | "places"> {
  const parts = text.split(",");
  const placed = parts.map((part) => PLACE.exec(part)?.groups).filter((groups) => groups !== undefined);
  if (placed.length === 0) return { weekdays: parseField(text, WEEKDAY), places: null };
  if (placed.length < parts.length) throw new SyntaxError("weekdays are given with their place, or all without");
  const places = new Map<number, Set<number>>();
  for (const { last, weekday = "", place } of placed) {
    for (const value of parseField(last ?? weekday, WEEKDAY) ?? []) {
      const known = places.get(value) ?? new Set<number>();
      places.set(value, known.add(last !== undefined || place === "l" ? 0 : Number(place)));
    }
  }
  return { weekdays: null, places };
}

/** The times at which it fires from `from` on, in order, day by day until `until`. */
export function* cronTimes(cron: Cron, dayOr: boolean, from: WallTime, until: WallTime): Generator<WallTime> {
  const times = timesOfDay(cron);
  const last = dayOf(until);
  for (let day = dayOf(from); day <= last; day++) {
    if (!matchesDay(cron, dayOr, day)) continue;
    for (const time of times) {
      const wall = wallOn(day, time);
      if (wall >= from && wall <= until) yield wall;
    }
  }
}

function timesOfDay({ hours, minutes, seconds }: Cron): number[] {
  return valuesOf(hours, 24).flatMap((hour) =>
    valuesOf(minutes, 60).flatMap((minute) =>
      valuesOf(seconds, 60).map((second) => (hour * 3600 + minute * 60 + second) * 1_000_000),
    ),
  );
}

function valuesOf(values: FieldValues, count: number): number[] {
  if (values !== null) return [...values].sort((a, b) => a - b);
  return Array.from({ length: count }, (_, index) => index);
}

function matchesDay(cron: Cron, dayOr: boolean, number: number): boolean {
  const { year, month, day } = civilDate(number);
  if (cron.months?.has(month) === false || cron.years?.has(year) === false) return false;
  const days = daysInMonth(year, month);
  const inMonth = matchesMonthDay(cron, day, days);
  const inWeek = matchesWeekday(cron, number, day, days);
  if (inMonth === null) return inWeek !== false;
  if (inWeek === null) return inMonth;
  // A weekday's place in the month leaves no other day.
  return dayOr ? inWeek || (inMonth && cron.places === null) : inMonth && inWeek;
}

/** Null when the field allows every day. */
function matchesMonthDay({ days: allowed, hasLastDay }: Cron, day: number, days: number): boolean | null {
  return allowed === null ? null : allowed.has(day) || (hasLastDay && day === days);
}

/** Null when the field allows every weekday. */
function matchesWeekday(cron: Cron, number: number, day: number, days: number): boolean | null {
  const weekday = (weekdayOf(number) + 1) % 7;
  if (cron.places === null) return cron.weekdays === null ? null : cron.weekdays.has(weekday);
  const places = cron.places.get(weekday);
  return places !== undefined && (places.has(Math.ceil(day / 7)) || (places.has(0) && day + 7 > days));
}
