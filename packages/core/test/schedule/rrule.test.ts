import { describe, expect, test } from "vitest";
import { formatInstant, instant } from "../../src/instant.ts";
import { parseDate } from "../../src/schedule/rrule-date.ts";
import { recurrenceTimes } from "../../src/schedule/rrule.ts";
import { parseRecurrence } from "../../src/schedule/rrule-text.ts";

/** The times of a rule that starts on a Thursday, 1 January 2026 at 9:00, with their seconds where there are any. */
function times(rule: string, count: number, from = "20260101T090000", until = "20401231"): string[] {
  const walls = recurrenceTimes(
    parseRecurrence(rule),
    parseDate("20260101T090000"),
    parseDate(from),
    parseDate(until),
  ).take(count);
  return [...walls].map((wall) => formatInstant(instant(wall)).slice(2, 19).replace("T", " ").replace(/:00$/, ""));
}

describe("a recurrence rule comes true", () => {
  test.each([
    ["FREQ=YEARLY", ["26-01-01 09:00", "27-01-01 09:00"]],
    ["FREQ=YEARLY;INTERVAL=2;BYMONTH=3", ["26-03-01 09:00", "28-03-01 09:00"]],
    ["FREQ=YEARLY;BYDAY=-1FR", ["26-12-25 09:00", "27-12-31 09:00"]],
    ["FREQ=YEARLY;BYDAY=10MO", ["26-03-09 09:00", "27-03-08 09:00"]],
    ["FREQ=YEARLY;BYDAY=MO(10)", ["26-03-09 09:00", "27-03-08 09:00"]],
    ["FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", ["26-05-10 09:00", "27-05-09 09:00"]],
    ["FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO", ["26-12-28 09:00", "27-01-04 09:00", "27-12-27 09:00"]],
    ["FREQ=YEARLY;BYYEARDAY=1,-1", ["26-01-01 09:00", "26-12-31 09:00", "27-01-01 09:00"]],
    ["FREQ=YEARLY;BYEASTER=0,1", ["26-04-05 09:00", "26-04-06 09:00", "27-03-28 09:00"]],
    ["FREQ=MONTHLY", ["26-01-01 09:00", "26-02-01 09:00"]],
    ["FREQ=MONTHLY;BYMONTHDAY=31,-1", ["26-01-31 09:00", "26-02-28 09:00", "26-03-31 09:00"]],
    ["FREQ=MONTHLY;BYDAY=+1MO,-1MO", ["26-01-05 09:00", "26-01-26 09:00", "26-02-02 09:00"]],
    ["FREQ=MONTHLY;BYDAY=MO(2)", ["26-01-12 09:00", "26-02-09 09:00"]],
    ["FREQ=MONTHLY;BYDAY=MO(-1)", ["26-01-26 09:00", "26-02-23 09:00"]],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["26-01-30 09:00", "26-02-27 09:00"]],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1", ["26-01-01 09:00", "26-01-30 09:00", "26-02-02 09:00"]],
    ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", ["26-02-13 09:00", "26-03-13 09:00"]],
    ["FREQ=WEEKLY", ["26-01-01 09:00", "26-01-08 09:00"]],
    ["FREQ=WEEKLY;BYDAY=TU,WE,TH", ["26-01-01 09:00", "26-01-06 09:00", "26-01-07 09:00"]],
    ["FREQ=WEEKLY;BYWEEKDAY=MO", ["26-01-05 09:00", "26-01-12 09:00"]],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", ["26-01-11 09:00", "26-01-12 09:00", "26-01-25 09:00"]],
    ["FREQ=WEEKLY;BYDAY=1MO", ["26-01-05 09:00", "26-01-12 09:00"]],
    ["FREQ=DAILY;INTERVAL=10;BYHOUR=6,18", ["26-01-01 18:00", "26-01-11 06:00", "26-01-11 18:00"]],
    ["FREQ=DAILY;BYHOUR=18,6", ["26-01-01 18:00", "26-01-02 06:00", "26-01-02 18:00"]],
    ["FREQ=DAILY;BYMONTH=2", ["26-02-01 09:00", "26-02-02 09:00"]],
    ["FREQ=HOURLY;INTERVAL=7", ["26-01-01 09:00", "26-01-01 16:00", "26-01-01 23:00", "26-01-02 06:00"]],
    ["FREQ=HOURLY;BYHOUR=3,4;BYMINUTE=0,30", ["26-01-02 03:00", "26-01-02 03:30", "26-01-02 04:00"]],
    ["FREQ=HOURLY;BYHOUR=12;BYMINUTE=0,20,40;BYSETPOS=2", ["26-01-01 12:20", "26-01-02 12:20"]],
    ["FREQ=HOURLY;INTERVAL=5;BYMINUTE=30,45", ["26-01-01 09:30", "26-01-01 09:45", "26-01-01 14:30"]],
    ["FREQ=HOURLY;BYDAY=SA", ["26-01-03 00:00", "26-01-03 01:00"]],
    ["FREQ=MINUTELY;INTERVAL=25", ["26-01-01 09:00", "26-01-01 09:25", "26-01-01 09:50", "26-01-01 10:15"]],
    ["FREQ=MINUTELY;BYHOUR=12;BYMINUTE=0,59", ["26-01-01 12:00", "26-01-01 12:59", "26-01-02 12:00"]],
    ["FREQ=MINUTELY;BYSECOND=15,45", ["26-01-01 09:00:15", "26-01-01 09:00:45", "26-01-01 09:01:15"]],
    ["FREQ=SECONDLY;INTERVAL=40", ["26-01-01 09:00", "26-01-01 09:00:40", "26-01-01 09:01:20"]],
    ["FREQ=SECONDLY;INTERVAL=30;BYMINUTE=5;BYSECOND=30", ["26-01-01 09:05:30", "26-01-01 10:05:30"]],
    ["FREQ=SECONDLY;BYMONTH=3", ["26-03-01 00:00", "26-03-01 00:00:01"]],
    ["FREQ=SECONDLY;BYHOUR=8;BYMINUTE=0;BYSECOND=0", ["26-01-02 08:00", "26-01-03 08:00", "26-01-04 08:00"]],
    ["FREQ=DAILY\nEXRULE:FREQ=DAILY;INTERVAL=2\nEXDATE;TZID=UTC:20260102T090000", ["26-01-04 09:00", "26-01-06 09:00"]],
    ["DTSTART;TZID=Europe/Berlin:20260201T080000\nRRULE:FREQ=DAILY", ["26-02-01 08:00", "26-02-02 08:00"]],
    ["FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", []],
    ["FREQ=MONTHLY;BYDAY=1MO,TU", []],
  ])("%s: %j", (rule, expected) => {
    expect(times(rule, Math.max(1, expected.length))).toEqual(expected);
  });
});

describe("a recurrence rule is followed no further than it goes, nor than is asked", () => {
  test.each([
    ["FREQ=DAILY;COUNT=2", ["26-01-01 09:00", "26-01-02 09:00"]],
    ["FREQ=DAILY;BYHOUR=6,12;COUNT=2", ["26-01-01 12:00", "26-01-02 06:00"]],
    ["FREQ=HOURLY;BYHOUR=3,4;COUNT=2", ["26-01-02 03:00", "26-01-02 04:00"]],
    ["FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1,-1;COUNT=2", ["26-01-05 09:00", "26-01-12 09:00"]],
    ["FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5;COUNT=2", ["26-03-30 09:00", "26-06-29 09:00"]],
    ["FREQ=DAILY;UNTIL=20260102T090000Z", ["26-01-01 09:00", "26-01-02 09:00"]],
    [
      "RRULE:FREQ=DAILY;COUNT=1\nRDATE:20260105T120000,20260103",
      ["26-01-01 09:00", "26-01-03 00:00", "26-01-05 12:00"],
    ],
    [
      "FREQ=DAILY;COUNT=4\nEXDATE:20260103T090000,20260102T090000\nRDATE:20260102T120000,20260101T090000",
      ["26-01-01 09:00", "26-01-02 12:00", "26-01-04 09:00"],
    ],
  ])("%s: %j, and then no more", (rule, expected) => {
    expect(times(rule, expected.length + 1)).toEqual(expected);
  });

  test.each([
    ["FREQ=DAILY;BYHOUR=6,12;UNTIL=20260102", "20251201", "20270101", ["26-01-01 12:00"]],
    ["FREQ=DAILY;UNTIL=20270101", "20260101", "20260102T090000", ["26-01-01 09:00", "26-01-02 09:00"]],
    ["FREQ=HOURLY", "20260101", "20260101T100000", ["26-01-01 09:00", "26-01-01 10:00"]],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "20260115", "20260301", ["26-02-02 09:00"]],
    [
      "RDATE:20251231T090000,20260101T090000,20260103,20260103T000001",
      "20260101T090000",
      "20260103",
      ["26-01-01 09:00", "26-01-03 00:00"],
    ],
  ])("%s from %s to %s: %j", (rule, from, until, expected) => {
    expect(times(rule, expected.length + 1, from, until)).toEqual(expected);
  });

  test("from later on as from its start, also when it counts", () => {
    for (const rule of ["FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;INTERVAL=3;COUNT=100", "FREQ=YEARLY;BYDAY=MO"]) {
      expect(times(rule, 3, "20260401")).toEqual(
        times(rule, 60)
          .filter((time) => time >= "26-04-01")
          .slice(0, 3),
      );
    }
  });

  test("no more after it has counted, nor after the end", () => {
    expect(times("FREQ=DAILY;COUNT=5", 1, "20260201")).toEqual([]);
    expect(times("FREQ=DAILY", 9, "20260101", "20260103")).toHaveLength(2);
  });
});

describe("a rule that asks for too much", () => {
  const everySecond = `BYHOUR=${upTo(24)};BYMINUTE=${upTo(60)};BYSECOND=${upTo(60)}`;
  function upTo(count: number): string {
    return Array.from({ length: count }, (_, index) => index).join(",");
  }

  test.each([
    ["20260101T090000", ["26-01-01 09:00", "26-01-01 09:00:01"]],
    ["20261231T235958", ["26-12-31 23:59:58", "26-12-31 23:59:59"]],
  ])("gives the next of a year's thirty million times from %s as soon as those of a day", (from, next) => {
    expect(times(`FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;${everySecond}`, 2, from)).toEqual(next);
  });

  // A set is given up long before so many rules have gone there step by step.
  test.each([
    [30, "FREQ=YEARLY", "90000601", "01-01-01 09:00"],
    [5000, "FREQ=MONTHLY", "90001202", "01-01-01 09:00"],
    [30, "FREQ=WEEKLY", "90000101", "00-01-02 09:00"],
    [30, "FREQ=DAILY", "90000101", "00-01-01 09:00"],
    [30, "FREQ=HOURLY", "90000101", "00-01-01 00:00"],
    [30, "FREQ=MINUTELY;BYDAY=SU", "90000101", "00-01-05 00:00"],
    [30, "FREQ=SECONDLY;BYHOUR=10", "20260101T090000", "26-01-01 10:00"],
    [30, "FREQ=SECONDLY;BYMINUTE=59", "20260101T090100", "26-01-01 09:59"],
  ])("%d times %s: goes from %s to %s at once", (many, rule, from, next) => {
    expect(times(`${rule}\n`.repeat(many), 1, from, "99990101")).toEqual([next]);
  });

  test("picks from a million times, and leaves out without counting them the months that have more", () => {
    const twentyDays = `BYMONTHDAY=${upTo(21).slice(2)},29;BYHOUR=${upTo(20)};BYMINUTE=${upTo(50)};BYSECOND=${upTo(50)}`;
    expect(times(`FREQ=MONTHLY;COUNT=1;BYSETPOS=-1;${twentyDays}`, 2)).toEqual(["26-02-20 19:49:49"]);
  });

  test.each([
    ["counts further than anybody waits", `FREQ=DAILY;COUNT=999999999;${everySecond}`, "20400101"],
    [
      "picks from a year of seconds",
      `FREQ=YEARLY;BYMONTH=1,2,3;BYMONTHDAY=${upTo(32).slice(2)};${everySecond};BYSETPOS=1`,
      "20260101",
    ],
    ["is one of hundreds that never come true", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\n".repeat(200), "20260101"],
    ["leaves out all that it has", "RRULE:FREQ=SECONDLY\nEXRULE:FREQ=SECONDLY", "20260101T090000"],
  ])("is given up where it %s", (_what, rule, from) => {
    expect(times(rule, 1, from, "21000101")).toEqual([]);
  });
});

test.each([
  "",
  "FREQ=DAILY;UNTIL=tomorrow",
  "RRULE;X=1:FREQ=DAILY",
  "VEVENT:FREQ=DAILY",
  "DTSTART:20260101T000000",
  "EXDATE:20260230",
])("%j is no recurrence", (rule) => {
  expect(() => parseRecurrence(rule)).toThrow(SyntaxError);
});
