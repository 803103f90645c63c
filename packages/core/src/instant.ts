/** A point in time: whole microseconds since the Unix epoch. Exact in a JavaScript number until the year 2255. */
export type Instant = number & { readonly __instant: true };

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d{2}(?::?\d{2})?)?$/;

/** The years 1 to 9999, which is what can be written. `LAST` is the last number before their end. */
const FIRST = -62_135_596_800_000_000;
const END = 253_402_300_800_000_000;
const LAST = END - 32;

/** Whether so many microseconds after the epoch, or before it, are in the years that can be written. */
export function isWritable(micros: number): boolean {
  return micros >= FIRST && micros <= LAST;
}

/** Takes whole microseconds since the epoch for an instant. */
export function instant(micros: number): Instant {
  return micros as Instant;
}

/** The instant of a `Date.now()`-like count of milliseconds, fractions kept to the microsecond. */
export function instantFromMillis(millis: number): Instant {
  return Math.round(millis * 1000) as Instant;
}

/** What would lie outside the years that can be written is their first or their last instant. */
export function addSeconds(at: Instant, seconds: number): Instant {
  const micros = at + Math.round(seconds * 1_000_000);
  return Math.min(Math.max(micros, FIRST), LAST) as Instant;
}

/** `a − b` in seconds. */
export function secondsBetween(a: Instant, b: Instant): number {
  return (a - b) / 1_000_000;
}

/**
 * Reads ISO 8601 with `T` or a space, any offset (none means UTC), years 1 to 9999; digits past the microsecond are
 * dropped. Null when it is none.
 */
export function parseInstant(text: string): Instant | null {
  const match = ISO.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = "0", fraction = "", zone = "Z"] = match;
  const parts = [year, month, day, hour, minute, second].map(Number);
  const millis = utcMillis(parts);
  const offset = offsetMinutes(zone);
  if (millis === null || offset === null) return null;
  const micros = (millis - offset * 60_000) * 1000 + Number(fraction.padEnd(6, "0").slice(0, 6));
  return micros < FIRST || micros > END ? null : (Math.min(micros, LAST) as Instant);
}

/** Null when there is no such day or time of day: a Date would take the thirtieth of February for the second of March. */
function utcMillis(parts: readonly number[]): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const date = new Date(0);
  // Not Date.UTC: it takes the years 0 to 99 for those of the twentieth century.
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const isReal =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute;
  return isReal ? date.getTime() : null;
}

function offsetMinutes(zone: string): number | null {
  if (zone === "Z" || zone === "z") return 0;
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  const [hours, rest] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (hours >= 24 || rest >= 60) return null;
  const minutes = hours * 60 + rest;
  return zone.startsWith("-") ? -minutes : minutes;
}

// Times written together mostly share a few seconds, and writing these is the costly part.
const SLOTS = 16;
const seconds = Array.from({ length: SLOTS }, () => NaN);
const secondTexts = Array.from({ length: SLOTS }, () => "");

function secondText(second: number): string {
  const slot = second & (SLOTS - 1);
  if (seconds[slot] !== second) {
    secondTexts[slot] = new Date(second * 1000).toISOString().slice(0, 19);
    seconds[slot] = second;
  }
  return secondTexts[slot] ?? "";
}

/** ISO 8601 in UTC as Prefect writes it: six fraction digits, or none when they are zero. */
export function formatInstant(at: Instant): string {
  const second = Math.floor(at / 1_000_000);
  const micros = at - second * 1_000_000;
  const text = secondText(second);
  return micros === 0 ? `${text}Z` : `${text}.${String(micros).padStart(6, "0")}Z`;
}
