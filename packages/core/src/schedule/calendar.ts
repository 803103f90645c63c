import { wallTime, type WallTime } from "./zone.ts";

// Days as counts since 1970-01-01, and what the calendar calls them.

const MICROS_PER_DAY = 86_400_000_000;
const MILLIS_PER_DAY = 86_400_000;

export interface CivilDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

export function dayOf(wall: WallTime): number {
  return Math.floor(wall / MICROS_PER_DAY);
}

/** Microseconds since the day's midnight. */
export function timeOfDay(wall: WallTime): number {
  return wall - dayOf(wall) * MICROS_PER_DAY;
}

export function wallOn(day: number, micros: number): WallTime {
  return wallTime(day * MICROS_PER_DAY + micros);
}

export function civilDate(day: number): CivilDate {
  const date = new Date(day * MILLIS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Months past 12 are those of later years; so that `month + n` may be asked for. */
export function dayNumber(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.floor(date.getTime() / MILLIS_PER_DAY);
}

export function daysInMonth(year: number, month: number): number {
  return dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);
}

/** 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The first day of the week that the day is in. */
export function weekStart(day: number, firstWeekday: number): number {
  return day - ((weekdayOf(day) - firstWeekday + 7) % 7);
}

/** Numbered weeks: the first has at least four days of the year. */
export function weekOfYear(day: number, firstWeekday: number): { readonly number: number; readonly count: number } {
  const start = weekStart(day, firstWeekday);
  // The week's fourth day is in the year that the week counts for.
  const { year } = civilDate(start + 3);
  const first = firstWeek(year, firstWeekday);
  return { number: (start - first) / 7 + 1, count: (firstWeek(year + 1, firstWeekday) - first) / 7 };
}

function firstWeek(year: number, firstWeekday: number): number {
  return weekStart(dayNumber(year, 1, 4), firstWeekday);
}

/** Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher). */
export function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayNumber(year, Math.floor(sum / 31), (sum % 31) + 1);
}
