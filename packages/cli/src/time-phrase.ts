import { parseInstant } from "@tutti/core/instant";

const UNIT_SECONDS: readonly (readonly [names: RegExp, seconds: number])[] = [
  [/^(?:s|secs?|seconds?)$/, 1],
  [/^(?:m|mins?|minutes?)$/, 60],
  [/^(?:h|hrs?|hours?)$/, 3600],
  [/^(?:d|days?)$/, 86_400],
  [/^(?:w|weeks?)$/, 604_800],
];
const SPAN_PART = /(\d+(?:\.\d+)?|an?)\s*([a-z]+)(?:\s*,?\s*and\s+|\s*,\s*|\s+|(?=\d)|$)/gy;

/** Seconds of a span as people write it: `5 minutes`, `in 1 hour and 30 minutes`, `1h30m`, `an hour`; null for none. */
export function parseSpan(phrase: string): number | null {
  const words = phrase
    .trim()
    .toLowerCase()
    .replace(/^in\s+/, "");
  let seconds = 0;
  let end = 0;
  for (const [part, amount = "", unit = ""] of words.matchAll(SPAN_PART)) {
    const size = UNIT_SECONDS.find(([names]) => names.test(unit))?.[1];
    if (size === undefined) return null;
    seconds += (amount.startsWith("a") ? 1 : Number(amount)) * size;
    end += part.length;
  }
  return words !== "" && end === words.length ? seconds : null;
}

/** Seconds of a plain number, or of a span as people write it; null for what is neither. */
export function parseSeconds(text: string): number | null {
  return /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : parseSpan(text);
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const DAYS = `today|tomorrow|${WEEKDAYS.join("|")}`;
const CLOCK = String.raw`noon|midnight|\d{1,2}(?::\d{2}(?::\d{2})?)?\s*(?:am|pm)|\d{1,2}:\d{2}(?::\d{2})?`;
const DATE_AND_TIME = new RegExp(
  String.raw`^(?:at\s+|on\s+)?(?:(${DAYS}|\d{4}-\d{2}-\d{2})(?:[\st]+(?:at\s+)?)?)?(${CLOCK})?$`,
);

/**
 * The time that people mean by `5:30pm`, `at 2022-08-01 17:30`, `tomorrow at 9am`, `monday noon`, or ISO 8601; local unless
 * it says an offset. A time of day alone is its next one. Null for what is none.
 */
export function parseMoment(phrase: string, now: Date): Date | null {
  const words = phrase.trim().toLowerCase();
  if (/^in\s/.test(words)) {
    const seconds = parseSpan(words);
    return seconds === null ? null : new Date(now.getTime() + seconds * 1000);
  }
  const exact = words.replace(/^at\s+/, "").replace(/\s*utc$/, "z");
  if (/\d(?:z|[+-]\d{2}:?\d{2})$/.test(exact)) {
    const at = parseInstant(exact.toUpperCase());
    return at === null ? null : new Date(at / 1000);
  }
  const [, day, clock] = DATE_AND_TIME.exec(words) ?? [];
  if (day === undefined && clock === undefined) return null;
  return onDay(day, clock === undefined ? [0, 0, 0] : clockOf(clock), now);
}

type Clock = readonly [hour: number, minute: number, second: number];

function clockOf(text: string): Clock | null {
  if (text === "noon") return [12, 0, 0];
  if (text === "midnight") return [0, 0, 0];
  const [, hour, minute, second, half] = /^(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s*(am|pm)?$/.exec(text) ?? [];
  const hours = half === undefined ? Number(hour) : hoursOfHalf(Number(hour), half);
  const [minutes, seconds] = [Number(minute ?? 0), Number(second ?? 0)];
  return hours === null || hours > 23 || minutes > 59 || seconds > 59 ? null : [hours, minutes, seconds];
}

function hoursOfHalf(hour: number, half: string): number | null {
  return hour < 1 || hour > 12 ? null : (hour % 12) + (half === "pm" ? 12 : 0);
}

function onDay(day: string | undefined, clock: Clock | null, now: Date): Date | null {
  if (clock === null) return null;
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const at = (days: number) => new Date(year, month, date + days, ...clock);
  if (day === undefined) return at(0) > now ? at(0) : at(1);
  if (day === "today") return at(0);
  if (day === "tomorrow") return at(1);
  const weekday = WEEKDAYS.indexOf(day);
  if (weekday === -1) return onDate(day, clock);
  const ahead = (weekday - now.getDay() + 7) % 7;
  return at(ahead) > now ? at(ahead) : at(ahead + 7);
}

function onDate(date: string, clock: Clock): Date | null {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const at = new Date(year, month - 1, day, ...clock);
  return at.getMonth() === month - 1 && at.getDate() === day ? at : null;
}
