const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds since the epoch of a time on the wire; null for null and for what is no time. */
export function parseTime(text: string | null | undefined): number | null {
  if (text === null || text === undefined) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** `just now`, `12 s ago`, `5 min ago`, `3 h ago`, `6 d ago`, `in 5 min`; the day once it is more than 30 days off. */
export function formatRelative(at: number, now: number): string {
  const distance = Math.abs(now - at);
  if (distance < 5 * SECOND) return "just now";
  if (distance > 30 * DAY) return formatDay(at);
  const words = inUnits(distance);
  return at <= now ? `${words} ago` : `in ${words}`;
}

function inUnits(distance: number): string {
  if (distance < MINUTE) return `${Math.floor(distance / SECOND)} s`;
  if (distance < HOUR) return `${Math.floor(distance / MINUTE)} min`;
  if (distance < DAY) return `${Math.floor(distance / HOUR)} h`;
  return `${Math.floor(distance / DAY)} d`;
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

function formatDay(at: number): string {
  return dayFormat.format(at);
}

const absoluteFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});

/** `22 Nov 2026, 18:49:12 UTC`: the viewer's zone, always named. */
export function formatAbsolute(at: number): string {
  return absoluteFormat.format(at);
}

/** `18:49:12.042`, as a log line shows it, in the viewer's zone. */
export function formatClock(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  const millis = String(date.getMilliseconds()).padStart(3, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${millis}`;
}

/** The short name of the viewer's time zone at a time: `UTC`, `CET`, `GMT+5:30`. */
export function zoneName(at: number): string {
  return absoluteFormat.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "local time";
}
