/** A point in time: whole microseconds since the Unix epoch. Exact in a JavaScript number until the year 2255. */
export type Instant = number & { readonly __instant: true };

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d{2}(?::?\d{2})?)?$/;

/** Takes whole microseconds since the epoch for an instant. */
export function instant(micros: number): Instant {
  return micros as Instant;
}

/** The instant of a `Date.now()`-like count of milliseconds, fractions kept to the microsecond. */
export function instantFromMillis(millis: number): Instant {
  return Math.round(millis * 1000) as Instant;
}

export function addSeconds(at: Instant, seconds: number): Instant {
  return (at + Math.round(seconds * 1_000_000)) as Instant;
}

/** `a − b` in seconds. */
export function secondsBetween(a: Instant, b: Instant): number {
  return (a - b) / 1_000_000;
}

/** Reads ISO 8601 with `T` or a space, any offset (none means UTC); digits past the microsecond are dropped. Null when it is none. */
export function parseInstant(text: string): Instant | null {
  const match = ISO.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = "0", fraction = "", zone = "Z"] = match;
  const millis = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const parts = new Date(millis);
  const isReal =
    parts.getUTCMonth() === Number(month) - 1 &&
    parts.getUTCDate() === Number(day) &&
    parts.getUTCHours() === Number(hour) &&
    parts.getUTCMinutes() === Number(minute);
  if (!isReal || Number(year) < 1) return null;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  const micros = Number(fraction.padEnd(6, "0").slice(0, 6));
  return ((millis - offset * 60_000) * 1000 + micros) as Instant;
}

function offsetMinutes(zone: string): number | null {
  if (zone === "Z" || zone === "z") return 0;
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  if (minutes >= 24 * 60) return null;
  return zone.startsWith("-") ? -minutes : minutes;
}

/** ISO 8601 in UTC as Prefect writes it: six fraction digits, or none when they are zero. */
export function formatInstant(at: Instant): string {
  const millis = Math.floor(at / 1000);
  const micros = at - Math.floor(at / 1_000_000) * 1_000_000;
  const seconds = new Date(millis).toISOString().slice(0, 19);
  return micros === 0 ? `${seconds}Z` : `${seconds}.${String(micros).padStart(6, "0")}Z`;
}
