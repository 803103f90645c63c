import { parseDate } from "./rrule-date.ts";
import { parseRule, type RecurrenceRule } from "./rrule-parts.ts";
import type { WallTime } from "./zone.ts";

/** Recurrence rules with the dates added and left out, as iCalendar (RFC 5545) writes them. Times are wall clock. */
export interface RecurrenceSet {
  /** Null when the text gives none. */
  readonly start: WallTime | null;
  readonly rules: readonly RecurrenceRule[];
  readonly exceptRules: readonly RecurrenceRule[];
  readonly dates: readonly WallTime[];
  readonly exceptDates: readonly WallTime[];
}

/** What each of a property's parameters may be. */
const PARAMETERS: Readonly<Record<string, RegExp>> = {
  RRULE: /^$/,
  EXRULE: /^$/,
  RDATE: /^VALUE=DATE(-TIME)?$/,
  EXDATE: /^(VALUE=DATE(-TIME)?|TZID=.+)$/,
  DTSTART: /^(VALUE=DATE(-TIME)?|TZID=.+)$/,
};

/** Throws `SyntaxError` when it is none. What zone the text gives its times is left aside: the schedule has one. */
export function parseRecurrence(text: string): RecurrenceSet {
  const lines = text.trim().split(/\s+/).map(parseLine);
  const of = (name: string) => lines.filter((line) => line.name === name).map((line) => line.value);
  const rules = of("RRULE").map(parseRule);
  const dates = of("RDATE").flatMap(parseDates);
  if (rules.length === 0 && dates.length === 0) throw new SyntaxError("there is no rule");
  const [start = null] = of("DTSTART").map(parseDate);
  const exceptDates = of("EXDATE").flatMap(parseDates);
  return { start, rules, exceptRules: of("EXRULE").map(parseRule), dates, exceptDates };
}

function parseLine(line: string): { readonly name: string; readonly value: string } {
  const colon = line.indexOf(":");
  if (colon < 0) return { name: "RRULE", value: line.toUpperCase() };
  const [name = "", ...parameters] = line.slice(0, colon).toUpperCase().split(";");
  const allowed = PARAMETERS[name];
  if (allowed === undefined) throw new SyntaxError(`unsupported property: ${name}`);
  if (!parameters.every((parameter) => allowed.test(parameter)))
    throw new SyntaxError(`unsupported parameters of ${name}`);
  return { name, value: line.slice(colon + 1).toUpperCase() };
}

function parseDates(text: string): WallTime[] {
  return text.split(",").map(parseDate);
}
