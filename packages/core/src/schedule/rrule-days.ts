import { civilDate, dayNumber, daysInMonth, easter, weekdayOf, weekOfYear } from "./calendar.ts";
import type { RecurrenceRule, Weekday } from "./rrule-parts.ts";

/** Whether the rule's conditions on days allow this one. */
export function matchesDay(rule: RecurrenceRule, day: number): boolean {
  const { year, month, day: monthDay } = civilDate(day);
  if (!allows(rule.months, month)) return false;
  return (
    allows(rule.monthDays, monthDay, monthDay - daysInMonth(year, month) - 1) &&
    allowsYearDay(rule, day, year) &&
    allowsWeek(rule, day) &&
    (rule.easterDays.length === 0 || rule.easterDays.includes(day - easter(year))) &&
    allowsWeekday(rule, day, year, month)
  );
}

/** A list that is empty allows everything. */
export function allows(list: readonly number[], ...values: number[]): boolean {
  return list.length === 0 || values.some((value) => list.includes(value));
}

function allowsYearDay({ yearDays }: RecurrenceRule, day: number, year: number): boolean {
  if (yearDays.length === 0) return true;
  const first = dayNumber(year, 1, 1);
  return allows(yearDays, day - first + 1, day - dayNumber(year + 1, 1, 1));
}

function allowsWeek({ weeks, weekStart }: RecurrenceRule, day: number): boolean {
  if (weeks.length === 0) return true;
  const { number, count } = weekOfYear(day, weekStart);
  return allows(weeks, number, number - count - 1);
}

/** A weekday's place counts in rules by month or year only. Weekdays with and without a place must both be met. */
function allowsWeekday(rule: RecurrenceRule, day: number, year: number, month: number): boolean {
  const { frequency, weekdays } = rule;
  const countsPlaces = frequency === "YEARLY" || frequency === "MONTHLY";
  const isPlaced = ({ place }: Weekday) => countsPlaces && place !== null;
  const plain = weekdays.filter((weekday) => !isPlaced(weekday)).map(({ weekday }) => weekday);
  if (!allows(plain, weekdayOf(day))) return false;
  const placed = weekdays.filter(isPlaced);
  if (placed.length === 0) return true;
  const byMonth = frequency === "MONTHLY" || rule.months.length > 0;
  const [first, end] = byMonth
    ? [dayNumber(year, month, 1), dayNumber(year, month + 1, 1)]
    : [dayNumber(year, 1, 1), dayNumber(year + 1, 1, 1)];
  const fromStart = Math.floor((day - first) / 7) + 1;
  const fromEnd = -Math.floor((end - 1 - day) / 7) - 1;
  return placed.some(({ weekday, place }) => weekday === weekdayOf(day) && (place === fromStart || place === fromEnd));
}
