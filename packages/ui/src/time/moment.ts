import { zoneOption, zonePreference } from "../preferences/zone.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `just now`, `12 s ago`, `5 min ago`, `3 h ago`, `6 d ago`, `in 1 h 54 min`; the day once it is more than 30 days off. */
export function formatRelative(at: number, now: number): string {
  const distance = Math.abs(now - at);
  if (distance < 5 * SECOND) return "just now";
  if (distance > 30 * DAY) return formatDay(at);
  return at <= now ? `${inUnits(distance)} ago` : `in ${aheadInUnits(distance)}`;
}

/** `in 5 min`, `in 63 d`: how far off it is, however far. */
export function formatAhead(at: number, now: number): string {
  const distance = at - now;
  return distance < 5 * SECOND ? "now" : `in ${aheadInUnits(distance)}`;
}

/** What is to come is told more closely: who waits for two hours is not told of one. */
function aheadInUnits(distance: number): string {
  if (distance < HOUR) return inUnits(distance);
  if (distance >= DAY - HOUR / 2) return inUnits(Math.max(DAY, distance + DAY / 2));
  const minutes = Math.floor(distance / MINUTE);
  const rest = minutes % 60;
  if (distance >= 10 * HOUR) return `${Math.round(distance / HOUR)} h`;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

function inUnits(distance: number): string {
  if (distance < MINUTE) return `${Math.floor(distance / SECOND)} s`;
  if (distance < HOUR) return `${Math.floor(distance / MINUTE)} min`;
  if (distance < DAY) return `${Math.floor(distance / HOUR)} h`;
  return `${Math.floor(distance / DAY)} d`;
}

const DAY_PARTS: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
const ALL_PARTS: Intl.DateTimeFormatOptions = {
  ...DAY_PARTS,
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
};

/** Formats are dear to make; each is made once for each zone that is chosen. */
function formatsIn(parts: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  const made: Record<string, Intl.DateTimeFormat> = {};
  return () => {
    const zone = zonePreference.read();
    return (made[zone] ??= new Intl.DateTimeFormat("en-GB", { ...parts, ...zoneOption(zone) }));
  };
}

const dayFormat = formatsIn(DAY_PARTS);
const absoluteFormat = formatsIn(ALL_PARTS);

function formatDay(at: number): string {
  return dayFormat().format(at);
}

/** `22 Nov 2026, 18:49:12 UTC`: in the zone that is chosen, always named. */
export function formatAbsolute(at: number): string {
  return absoluteFormat().format(at);
}

const shortDayFormat = formatsIn({ day: "numeric", month: "short" });

/** `22 Nov`, where the year says itself. */
export function formatShortDay(at: number): string {
  return shortDayFormat().format(at);
}

const WINDOW_PARTS: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
const minuteFormat = formatsIn(WINDOW_PARTS);
const secondFormat = formatsIn({ ...WINDOW_PARTS, second: "2-digit" });

/** `22 Nov, 10:00 UTC`: an end of a span that is wider than minutes. */
export function formatMinute(at: number): string {
  return `${minuteFormat().format(at)} ${zoneName(at)}`;
}

/** `22 Nov, 10:00 – 23 Nov, 12:30 UTC`, with seconds where minutes would not tell; an end that is open is null. */
export function formatWindow(since: number | null, until: number | null): string {
  const isShort = since !== null && until !== null && until - since < 10 * MINUTE;
  const words = isShort ? secondFormat() : minuteFormat();
  if (since === null && until === null) return "any time";
  if (until === null) return `from ${words.format(since ?? 0)} ${zoneName(since ?? 0)}`;
  if (since === null) return `until ${words.format(until)} ${zoneName(until)}`;
  return `${words.format(since)} – ${words.format(until)} ${zoneName(until)}`;
}

/** What is added to UTC for the zone that is chosen, in minutes. */
export function zoneMinutes(at: number): number {
  const zone = zonePreference.read();
  if (zone === "local") return -new Date(at).getTimezoneOffset();
  return zone === "UTC" ? 0 : offsetMinutes(at);
}

const offsetFormat = formatsIn({ timeZoneName: "longOffset" });

/** `GMT+05:30` is 330; the zone's summer time is that of the day. */
function offsetMinutes(at: number): number {
  const name = offsetFormat()
    .formatToParts(at)
    .find((part) => part.type === "timeZoneName")?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? "") ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

/** `18:49:12.042`, as a log line shows it. */
export function formatClock(at: number): string {
  return new Date(at + zoneMinutes(at) * MINUTE).toISOString().slice(11, 23);
}

/** The short name of the chosen time zone at a time: `UTC`, `CET`, `GMT+5:30`. */
export function zoneName(at: number): string {
  return (
    absoluteFormat()
      .formatToParts(at)
      .find((part) => part.type === "timeZoneName")?.value ?? "local time"
  );
}
