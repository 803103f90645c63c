import { durationText } from "./duration-text.ts";

/** How long ago, or how soon, an ISO 8601 time is: `3m 12s ago`, `in 2h 00m`, `just now`. */
export function relativeTime(iso: string, nowMs: number): string {
  const seconds = (nowMs - Date.parse(iso)) / 1000;
  if (Math.abs(seconds) < 1) return "just now";
  const span = durationText(Math.abs(seconds) < 60 ? Math.round(Math.abs(seconds)) : Math.abs(seconds));
  const rounded = span.replace(".0s", "s");
  return seconds > 0 ? `${rounded} ago` : `in ${rounded}`;
}

/** The local date and time of an ISO 8601 time, to the second: `2026-03-01 14:05:09`. */
export function localTime(iso: string): string {
  return `${localDate(iso)} ${clockTime(iso)}`;
}

/** The local time of day, to the millisecond: `14:05:09.120`. */
export function clockTimeMs(iso: string): string {
  return `${clockTime(iso)}.${String(new Date(iso).getMilliseconds()).padStart(3, "0")}`;
}

function localDate(iso: string): string {
  const date = new Date(iso);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join("-");
}

function clockTime(iso: string): string {
  const date = new Date(iso);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(":");
}

function twoDigits(part: number): string {
  return String(part).padStart(2, "0");
}
