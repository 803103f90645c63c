import { civilDate, dayNumber, dayOf, timeOfDay, wallOn, weekStart } from "./calendar.ts";
import { allows, matchesDay } from "./rrule-days.ts";
import type { Frequency, RecurrenceRule } from "./rrule-parts.ts";
import { wallTime, type WallTime } from "./zone.ts";

// A rule goes from period to period: years, months, weeks, days, or steps within a day. In each it picks days and times.

const MICROS_PER_DAY = 86_400_000_000;
const STEP_MICROS: Partial<Record<Frequency, number>> = {
  HOURLY: 3_600_000_000,
  MINUTELY: 60_000_000,
  SECONDLY: 1_000_000,
};

/** Whoever picks by position from more is given none: nobody means a year's four millionth second. */
const TIMES_TO_PICK_FROM_MAX = 1_000_000;

export interface Period {
  /** Nothing of the period, nor of later ones, is before. */
  readonly begin: WallTime;
  readonly times: Iterable<WallTime>;
  /** The index of the next period that may have times. */
  readonly next: number;
}

/** The last period that begins no later than `from`, or the first. */
export function periodAt(rule: RecurrenceRule, start: WallTime, from: WallTime): number {
  return Math.max(0, Math.floor(periodsBetween(rule, start, from) / rule.interval));
}

function periodsBetween(rule: RecurrenceRule, start: WallTime, from: WallTime): number {
  const step = STEP_MICROS[rule.frequency];
  if (step !== undefined) return (from - stepBase(rule, start)) / step;
  const [a, b] = [civilDate(dayOf(start)), civilDate(dayOf(from))];
  if (rule.frequency === "YEARLY") return b.year - a.year;
  if (rule.frequency === "MONTHLY") return (b.year - a.year) * 12 + b.month - a.month;
  if (rule.frequency === "DAILY") return dayOf(from) - dayOf(start);
  return (weekStart(dayOf(from), rule.weekStart) - weekStart(dayOf(start), rule.weekStart)) / 7;
}

/** The period of that number. What is before `from` may be left out of it, where nobody counts. */
export function periodOf(rule: RecurrenceRule, start: WallTime, index: number, from: WallTime): Period {
  return rule.frequency in STEP_MICROS ? stepPeriod(rule, start, index) : dayPeriod(rule, start, index, from);
}

function dayPeriod(rule: RecurrenceRule, start: WallTime, index: number, from: WallTime): Period {
  const [first, end] = daysOf(rule, dayOf(start), index * rule.interval);
  const isCounted = rule.count !== null || rule.positions.length > 0;
  const days: number[] = [];
  for (let day = isCounted ? first : Math.max(first, dayOf(from)); day < end; day++) {
    if (matchesDay(rule, day)) days.push(day);
  }
  return { begin: wallOn(first, 0), times: timesOn(rule, days), next: index + 1 };
}

/** One after the other: a year may have a time for each of its seconds. */
function timesOn(rule: RecurrenceRule, days: readonly number[]): Iterable<WallTime> {
  if (rule.positions.length === 0)
    return days.values().flatMap((day) => timesOfDay(rule).map((time) => wallOn(day, time)));
  const length = days.length * timesOfDay(rule).length;
  if (length > TIMES_TO_PICK_FROM_MAX) return [];
  return inPositions(
    rule,
    days.flatMap((day) => timesOfDay(rule).map((time) => wallOn(day, time))),
  );
}

/** The period's first day, and the day after its last. */
function daysOf(
  { frequency, weekStart: monday }: RecurrenceRule,
  startDay: number,
  distance: number,
): [number, number] {
  const { year, month } = civilDate(startDay);
  if (frequency === "YEARLY") return [dayNumber(year + distance, 1, 1), dayNumber(year + distance + 1, 1, 1)];
  if (frequency === "MONTHLY") return [dayNumber(year, month + distance, 1), dayNumber(year, month + distance + 1, 1)];
  if (frequency !== "WEEKLY") return [startDay + distance, startDay + distance + 1];
  const first = weekStart(startDay, monday) + distance * 7;
  // The first week begins on the first day.
  return [Math.max(first, startDay), first + 7];
}

function stepPeriod(rule: RecurrenceRule, start: WallTime, index: number): Period {
  const step = (STEP_MICROS[rule.frequency] ?? 1) * rule.interval;
  const begin = wallTime(stepBase(rule, start) + index * step);
  const skipTo = blockedUntil(rule, begin);
  if (skipTo !== null) return { begin, times: [], next: index + Math.ceil((skipTo - begin) / step) };
  const { hour, minute, second } = clockOf(begin);
  const minutes = rule.frequency === "HOURLY" ? rule.minutes : [minute];
  const seconds = rule.frequency === "SECONDLY" ? [second].filter((each) => allows(rule.seconds, each)) : rule.seconds;
  const walls = timesOfDay({ hours: [hour], minutes, seconds }).map((time) => wallOn(dayOf(begin), time));
  return { begin, times: inPositions(rule, walls), next: index + 1 };
}

/** Until when the day, the hour or the minute that the step is in is not allowed; null when it is. */
function blockedUntil(rule: RecurrenceRule, at: WallTime): WallTime | null {
  const { hour, minute } = clockOf(at);
  const day = dayOf(at);
  if (!matchesDay(rule, day)) return wallOn(day + 1, 0);
  if (!allows(rule.hours, hour)) return wallOn(day, (hour + 1) * 3_600_000_000);
  if (rule.frequency === "HOURLY" || allows(rule.minutes, minute)) return null;
  return wallOn(day, (hour * 60 + minute + 1) * 60_000_000);
}

/** The beginning of the hour, minute or second that the rule starts in. */
function stepBase(rule: RecurrenceRule, start: WallTime): number {
  const unit = STEP_MICROS[rule.frequency] ?? MICROS_PER_DAY;
  return Math.floor(start / unit) * unit;
}

export function clockOf(at: WallTime): { readonly hour: number; readonly minute: number; readonly second: number } {
  const seconds = Math.floor(timeOfDay(at) / 1_000_000);
  return { hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60 };
}

function timesOfDay({ hours, minutes, seconds }: Pick<RecurrenceRule, "hours" | "minutes" | "seconds">): number[] {
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => (hour * 3600 + minute * 60 + second) * 1_000_000)),
  );
}

/** Those of a period's times that are asked for by their place, counted from 1, or from the end. */
function inPositions({ positions }: RecurrenceRule, walls: readonly WallTime[]): readonly WallTime[] {
  if (positions.length === 0) return walls;
  const picked = positions.map((place) => walls.at(place > 0 ? place - 1 : place));
  return [...new Set(picked.filter((wall) => wall !== undefined))].sort((a, b) => a - b);
}
