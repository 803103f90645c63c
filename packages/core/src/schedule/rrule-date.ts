import { parseInstant } from "../instant.ts";
import { wallTime, type WallTime } from "./zone.ts";

const COMPACT = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2})(\d{2})(\d{2})?)?Z?$/;

/** `20260131T090000` or `2026-01-31T09:00:00`, or the day alone; with or without the Z, which is left aside. */
export function parseDate(text: string): WallTime {
  const spaced = text.replace(
    COMPACT,
    (_all, year: string, month: string, day: string, hour = "00", minute = "00", second = "00") => {
      return `${year}-${month}-${day}T${String(hour)}:${String(minute)}:${String(second)}`;
    },
  );
  const at = parseInstant(spaced);
  if (at === null) throw new SyntaxError(`"${text}" is no date`);
  return wallTime(at);
}
