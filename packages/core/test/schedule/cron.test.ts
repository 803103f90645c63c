import { describe, expect, test } from "vitest";
import { formatInstant, instant } from "../../src/instant.ts";
import { cronTimes, parseCron } from "../../src/schedule/cron.ts";
import { parseDate } from "../../src/schedule/rrule-date.ts";

/** The first times from a date on, without the seconds that are zero. */
function first(cron: string, from: string, count: number, dayOr = true): string[] {
  const until = parseDate("20991231T000000");
  const times = cronTimes(parseCron(cron), dayOr, parseDate(from), until).take(count);
  return [...times].map((wall) =>
    formatInstant(instant(wall))
      .replace("T", " ")
      .replace(/(:00)?Z$/, ""),
  );
}

describe("a cron expression fires", () => {
  test.each([
    ["* * * * *", "20260101T000030", ["2026-01-01 00:01", "2026-01-01 00:02"]],
    ["*/20 9-10 * * *", "20260101T093000", ["2026-01-01 09:40", "2026-01-01 10:00", "2026-01-01 10:20"]],
    ["10/25 0 * * *", "20260101", ["2026-01-01 00:10", "2026-01-01 00:35"]],
    ["0 22-2/2 * * *", "20260101", ["2026-01-01 00:00", "2026-01-01 02:00", "2026-01-01 22:00"]],
    ["5,5,3 12 * * *", "20260101", ["2026-01-01 12:03", "2026-01-01 12:05"]],
    ["0 0 L * *", "20260201", ["2026-02-28 00:00", "2026-03-31 00:00"]],
    ["0 0 1,L * *", "20260202", ["2026-02-28 00:00", "2026-03-01 00:00"]],
    ["0 0 29 2 *", "20260101", ["2028-02-29 00:00", "2032-02-29 00:00"]],
    ["0 0 ? JAN sun", "20260101", ["2026-01-04 00:00", "2026-01-11 00:00"]],
    ["0 0 * * 7", "20260101", ["2026-01-04 00:00", "2026-01-11 00:00"]],
    ["0 0 * * 5-7", "20260101", ["2026-01-02 00:00", "2026-01-03 00:00", "2026-01-04 00:00", "2026-01-09 00:00"]],
    ["0 0 * * fri-mon/3", "20260101", ["2026-01-02 00:00", "2026-01-05 00:00"]],
    ["0 0 * * fri#2", "20260101", ["2026-01-09 00:00", "2026-02-13 00:00"]],
    ["0 0 * * L5", "20260101", ["2026-01-30 00:00", "2026-02-27 00:00"]],
    ["0 0 * * mon#l,wed#1", "20260101", ["2026-01-07 00:00", "2026-01-26 00:00"]],
    ["0 0 13 * fri#2", "20260101", ["2026-01-09 00:00", "2026-02-13 00:00"]],
    ["0 0 1 * mon", "20260101", ["2026-01-01 00:00", "2026-01-05 00:00", "2026-01-12 00:00"]],
    ["* * * * * 15,45", "20260101", ["2026-01-01 00:00:15", "2026-01-01 00:00:45", "2026-01-01 00:01:15"]],
    ["0 0 1 1 * 0 2030-2031", "20260101", ["2030-01-01 00:00", "2031-01-01 00:00"]],
    ["@hourly", "20260101T003000", ["2026-01-01 01:00", "2026-01-01 02:00"]],
    [" @Weekly ", "20260101", ["2026-01-04 00:00"]],
    ["0  0\t1 1 *", "20260101", ["2026-01-01 00:00"]],
    ["@midnight", "20260101", ["2026-01-01 00:00", "2026-01-02 00:00"]],
    ["@daily", "20260101", ["2026-01-01 00:00", "2026-01-02 00:00"]],
    ["@monthly", "20260102", ["2026-02-01 00:00", "2026-03-01 00:00"]],
    ["@yearly", "20260102", ["2027-01-01 00:00", "2028-01-01 00:00"]],
    ["@annually", "20260102", ["2027-01-01 00:00", "2028-01-01 00:00"]],
    ["0-58 * * * *", "20260101T005730", ["2026-01-01 00:58", "2026-01-01 01:00"]],
    [
      "0 0 30-2 * *",
      "20260129T120000",
      ["2026-01-30 00:00", "2026-01-31 00:00", "2026-02-01 00:00", "2026-02-02 00:00"],
    ],
    ["0 0 1 nov-feb *", "20251202", ["2026-01-01 00:00", "2026-02-01 00:00", "2026-11-01 00:00"]],
    ["0 0 1,15,L * *", "20260131T120000", ["2026-02-01 00:00", "2026-02-15 00:00", "2026-02-28 00:00"]],
    ["0 0 * * L6", "20260201", ["2026-02-28 00:00", "2026-03-28 00:00"]],
    // croniter goes around the clock here, 60 times an hour; cron, and whoever writes it, means the one.
    ["5-5 * * * *", "20260101", ["2026-01-01 00:05", "2026-01-01 01:05"]],
    ["0 0 31 2 *", "20260101", []],
  ])("%s from %s: %j", (cron, from, times) => {
    expect(first(cron, from, Math.max(times.length, 1))).toEqual(times);
  });

  test.each([
    ["0 0 13 * *", "20260101", ["2026-01-13 00:00", "2026-02-13 00:00"]],
    ["0 0 13 * fri", "20260101", ["2026-02-13 00:00", "2026-03-13 00:00"]],
    ["0 0 13 * fri#2", "20260101", ["2026-02-13 00:00", "2026-03-13 00:00"]],
  ])("%s when both days must be met", (cron, from, times) => {
    expect(first(cron, from, times.length, false)).toEqual(times);
  });
});

test("months and weekdays have names", () => {
  const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
  const weekdays = "sun mon tue wed thu fri sat".split(" ");
  expect(months.map((name) => parseCron(`0 0 1 ${name} *`).months)).toEqual(months.map((_, i) => new Set([i + 1])));
  expect(weekdays.map((name) => parseCron(`0 0 * * ${name}`).weekdays)).toEqual(weekdays.map((_, i) => new Set([i])));
});

test("a range that goes past the end has the values that there are", () => {
  expect(parseCron("0 0 30-2 * *").days).toEqual(new Set([30, 31, 1, 2]));
});

test("no later than it is asked for, and then still", () => {
  const [from, until] = [parseDate("20260101"), parseDate("20260101T100000")];
  const times = [...cronTimes(parseCron("0 8-12 * * *"), true, from, until)];
  expect(times).toEqual([8, 9, 10].map((hour) => from + hour * 3_600_000_000));
});

test("a cron expression has up to 1,000 characters", () => {
  expect(parseCron(`${"1,".repeat(495)}11 * * * *`).minutes).toEqual(new Set([1, 11]));
});

test.each([
  ["", "a cron expression has 5, 6 or 7 fields"],
  ["* * * *", "a cron expression has 5, 6 or 7 fields"],
  ["* * * * * * * *", "a cron expression has 5, 6 or 7 fields"],
  ["@reboot", "a cron expression has 5, 6 or 7 fields"],
  ["60 * * * *", '"60" is not from 0 to 59'],
  ["* 24 * * *", '"24" is not from 0 to 23'],
  ["* * 0 * *", '"0" is not from 1 to 31'],
  ["* * 32 * *", '"32" is not from 1 to 31'],
  ["* * * 13 *", '"13" is not from 1 to 12'],
  ["* * * * 8", '"8" is not from 0 to 7'],
  ["a * * * *", '"a" is not from 0 to 59'],
  ["0x5 * * * *", '"0x5" is not from 0 to 59'],
  ["5e0 * * * *", '"5e0" is not from 0 to 59'],
  ["* * 15W * *", '"15w" is not from 1 to 31'],
  ["* * * * 5L", '"5l" is not from 0 to 7'],
  ["R * * * *", '"r" is not from 0 to 59'],
  ["H * * * *", '"h" is not from 0 to 59'],
  ["* * * * * 0 1969", '"1969" is not from 1970 to 2099'],
  ["*/0 * * * *", "a step is at least 1"],
  ["1- * * * *", '"1-" is no part of a cron field'],
  ["-1 * * * *", '"-1" is no part of a cron field'],
  [",1 * * * *", '"" is no part of a cron field'],
  ["* * L-1 * *", '"l" is not from 1 to 31'],
  ["* * * * 1,L5", "weekdays are given with their place, or all without"],
  ["* * * * 1#6", '"1#6" is not from 0 to 7'],
  ["* * * * fri#22", '"fri#22" is not from 0 to 7'],
  ["* * * * 1L5", '"1l5" is not from 0 to 7'],
  [`${"1,".repeat(600)}1 * * * *`, "a cron expression is not that long"],
])("%j is no cron expression: %s", (cron, message) => {
  expect(() => parseCron(cron)).toThrow(new SyntaxError(message));
});
