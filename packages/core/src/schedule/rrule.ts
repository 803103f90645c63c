import { civilDate, dayOf, weekdayOf } from "./calendar.ts";
import { clockOf, periodAt, periodOf } from "./rrule-periods.ts";
import { FREQUENCIES, type RecurrenceRule } from "./rrule-parts.ts";
import type { RecurrenceSet } from "./rrule-text.ts";
import type { WallTime } from "./zone.ts";

/** Rules that hardly ever come true are given up after so many periods, those that count far after so many times. */
const PERIODS_MAX = 100_000;
const TIMES_MAX = 1_000_000;

/** What a set may still take: however many rules it has, they take no longer together. */
class Effort {
  #periods = PERIODS_MAX;
  #times = TIMES_MAX;

  get isSpent(): boolean {
    return this.#periods <= 0 || this.#times <= 0;
  }

  spendPeriod(): void {
    this.#periods -= 1;
  }

  spendTime(): void {
    this.#times -= 1;
  }
}

/** The times of the set from `from` to `until`, in order, each once. `start` is the anchor of rules that give none. */
export function* recurrenceTimes(
  set: RecurrenceSet,
  start: WallTime,
  from: WallTime,
  until: WallTime,
): Generator<WallTime> {
  const effort = new Effort();
  const timesOf = (rules: readonly RecurrenceRule[], dates: readonly WallTime[]) => {
    const within = dates.filter((date) => date >= from && date <= until).sort((a, b) => a - b);
    return merged([
      ...rules.map((rule) => ruleTimes(rule, set.start ?? start, { from, until }, effort)),
      within[Symbol.iterator](),
    ]);
  };
  const exceptions = timesOf(set.exceptRules, set.exceptDates);
  let exception = exceptions.next().value;
  for (const wall of timesOf(set.rules, set.dates)) {
    while (exception !== undefined && exception < wall) exception = exceptions.next().value;
    // Nobody knows any more what is left out.
    if (effort.isSpent) return;
    if (exception !== wall) yield wall;
  }
}

function* ruleTimes(
  given: RecurrenceRule,
  start: WallTime,
  { from, until }: { readonly from: WallTime; readonly until: WallTime },
  effort: Effort,
): Generator<WallTime, undefined> {
  const rule = withDefaults(given, start);
  const end = Math.min(until, rule.until ?? until);
  let count = 0;
  // A rule that counts must be followed from its start.
  let index = rule.count === null ? periodAt(rule, start, from) : 0;
  for (; !effort.isSpent; effort.spendPeriod()) {
    const { begin, times, next } = periodOf(rule, start, index, from);
    if (begin > end) return;
    for (const wall of times) {
      effort.spendTime();
      if (effort.isSpent) return;
      if (wall < start) continue;
      if (wall > end || count === rule.count) return;
      count += 1;
      if (wall >= from) yield wall;
    }
    index = next;
  }
}

/** What a rule leaves open it takes from its start. */
function withDefaults(rule: RecurrenceRule, start: WallTime): RecurrenceRule {
  const rank = FREQUENCIES.indexOf(rule.frequency);
  const { hour, minute, second } = clockOf(start);
  return {
    ...rule,
    ...dayDefaults(rule, start),
    hours: rank < FREQUENCIES.indexOf("HOURLY") ? orElse(rule.hours, hour) : rule.hours,
    minutes: rank < FREQUENCIES.indexOf("MINUTELY") ? orElse(rule.minutes, minute) : rule.minutes,
    seconds: rank < FREQUENCIES.indexOf("SECONDLY") ? orElse(rule.seconds, second) : rule.seconds,
  };
}

function dayDefaults(rule: RecurrenceRule, start: WallTime): Partial<RecurrenceRule> {
  const { frequency, weeks, yearDays, monthDays, weekdays, easterDays, months } = rule;
  const { month, day } = civilDate(dayOf(start));
  if ([weeks, yearDays, monthDays, weekdays, easterDays].some((list) => list.length > 0)) return {};
  if (frequency === "YEARLY") return { months: orElse(months, month), monthDays: [day] };
  if (frequency === "MONTHLY") return { monthDays: [day] };
  if (frequency === "WEEKLY") return { weekdays: [{ weekday: weekdayOf(dayOf(start)), place: null }] };
  return {};
}

function orElse(list: readonly number[], value: number): readonly number[] {
  return list.length === 0 ? [value] : list;
}

/** Times of several sources in one order, each once. */
function* merged(sources: readonly Iterator<WallTime, undefined>[]): Generator<WallTime, undefined> {
  const heads = sources.map((source) => ({ source, head: source.next().value }));
  for (;;) {
    const [least] = heads.flatMap(({ head }) => head ?? []).sort((a, b) => a - b);
    if (least === undefined) return;
    for (const entry of heads) if (entry.head === least) entry.head = entry.source.next().value;
    yield least;
  }
}
