import { parseDate } from "./rrule-date.ts";
import type { WallTime } from "./zone.ts";

export const FREQUENCIES = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** A weekday, 0 being Monday, and which of the month's or year's: null for all of them, negative from the end. */
export interface Weekday {
  readonly weekday: number;
  readonly place: number | null;
}

export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: WallTime | null;
  readonly weekStart: number;
  readonly positions: readonly number[];
  readonly months: readonly number[];
  readonly monthDays: readonly number[];
  readonly yearDays: readonly number[];
  readonly weeks: readonly number[];
  readonly weekdays: readonly Weekday[];
  /** Days after Easter Sunday. */
  readonly easterDays: readonly number[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const NAMES = new Set([
  "FREQ",
  "INTERVAL",
  "COUNT",
  "UNTIL",
  "WKST",
  "BYSETPOS",
  "BYMONTH",
  "BYMONTHDAY",
  "BYYEARDAY",
  "BYWEEKNO",
  "BYDAY",
  "BYWEEKDAY",
  "BYEASTER",
  "BYHOUR",
  "BYMINUTE",
  "BYSECOND",
]);

/** One rule: `FREQ=WEEKLY;BYDAY=MO,FR`. Throws `SyntaxError`. */
export function parseRule(text: string): RecurrenceRule {
  const parts = new Map(text.split(";").map(parsePart));
  const integers = (name: string, min: number, max: number) => listOf(parts.get(name), name, min, max);
  return {
    frequency: frequencyOf(parts.get("FREQ")),
    interval: countOf(parts.get("INTERVAL"), "INTERVAL") ?? 1,
    count: countOf(parts.get("COUNT"), "COUNT"),
    until: untilOf(parts.get("UNTIL")),
    weekStart: weekdayOf(parts.get("WKST") ?? "MO").weekday,
    positions: positionsOf(integers("BYSETPOS", -366, 366)),
    months: integers("BYMONTH", 1, 12),
    monthDays: integers("BYMONTHDAY", -31, 31),
    yearDays: integers("BYYEARDAY", -366, 366),
    weeks: integers("BYWEEKNO", -53, 53),
    weekdays: (parts.get("BYDAY") ?? parts.get("BYWEEKDAY"))?.split(",").map(weekdayOf) ?? [],
    easterDays: integers("BYEASTER", -400, 400),
    hours: integers("BYHOUR", 0, 23),
    minutes: integers("BYMINUTE", 0, 59),
    seconds: integers("BYSECOND", 0, 59),
  };
}

function parsePart(part: string): [string, string] {
  const [name = "", value, ...rest] = part.split("=");
  if (!NAMES.has(name) || value === undefined || rest.length > 0) throw new SyntaxError(`unknown parameter '${name}'`);
  return [name, value];
}

function frequencyOf(text: string | undefined): Frequency {
  const found = FREQUENCIES.find((name) => name === text);
  if (found === undefined) throw new SyntaxError("a rule says how often: FREQ");
  return found;
}

function integerOf(text: string, name: string): number {
  if (!/^[+-]?\d{1,9}$/.test(text)) throw new SyntaxError(`invalid '${name}': ${text}`);
  return Number(text);
}

function countOf(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  const count = integerOf(text, name);
  if (count < 1) throw new SyntaxError(`invalid '${name}': ${text}`);
  return count;
}

function untilOf(text: string | undefined): WallTime | null {
  return text === undefined ? null : parseDate(text);
}

function listOf(text: string | undefined, name: string, min: number, max: number): number[] {
  if (text === undefined) return [];
  const values = text.split(",").map((item) => integerOf(item, name));
  if (values.some((value) => value < min || value > max)) throw new SyntaxError(`invalid '${name}': ${text}`);
  return [...new Set(values)].sort((a, b) => a - b);
}

function positionsOf(list: number[]): number[] {
  if (list.includes(0)) throw new SyntaxError("invalid 'BYSETPOS': 0");
  return list;
}

const WEEKDAY = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)(?:\(([+-]?\d{1,2})\))?$/;

function weekdayOf(text: string): Weekday {
  const match = WEEKDAY.exec(text);
  if (match === null) throw new SyntaxError(`invalid weekday: ${text}`);
  const [, before, name = "", within] = match;
  const given = before ?? within;
  const place = given === undefined ? null : Number(given);
  if (place === 0) throw new SyntaxError(`invalid weekday: ${text}`);
  return { weekday: WEEKDAYS.indexOf(name), place };
}
