import { describe, expect, test } from "vitest";
import { formatInstant, instant } from "../../src/instant.ts";
import { parseDate } from "../../src/schedule/rrule-date.ts";
import { recurrenceTimes } from "../../src/schedule/rrule.ts";
import { parseRecurrence } from "../../src/schedule/rrule-text.ts";

/** The times of a rule that starts on a Thursday, 1 January 2026 at 9:00. */
function times(rule: string, count: number, from = "20260101T090000", until = "20401231"): string[] {
  const walls = recurrenceTimes(
    parseRecurrence(rule),
    parseDate("20260101T090000"),
    parseDate(from),
    parseDate(until),
  ).take(count);
  return [...walls].map((wall) => formatInstant(instant(wall)).slice(2, 16).replace("T", " "));
}

describe("a recurrence rule comes true", () => {
  test.each([
    ["FREQ=YEARLY", ["26-01-01 09:00", "27-01-01 09:00"]],
    ["FREQ=YEARLY;INTERVAL=2;BYMONTH=3", ["26-03-01 09:00", "28-03-01 09:00"]],
    ["FREQ=YEARLY;BYDAY=-1FR", ["26-12-25 09:00", "27-12-31 09:00"]],
    ["FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", ["26-05-10 09:00", "27-05-09 09:00"]],
    ["FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO", ["26-12-28 09:00", "27-01-04 09:00", "27-12-27 09:00"]],
    ["FREQ=YEARLY;BYYEARDAY=1,-1", ["26-01-01 09:00", "26-12-31 09:00", "27-01-01 09:00"]],
    ["FREQ=YEARLY;BYEASTER=0,1", ["26-04-05 09:00", "26-04-06 09:00", "27-03-28 09:00"]],
    ["FREQ=MONTHLY", ["26-01-01 09:00", "26-02-01 09:00"]],
    ["FREQ=MONTHLY;BYMONTHDAY=31,-1", ["26-01-31 09:00", "26-02-28 09:00", "26-03-31 09:00"]],
    ["FREQ=MONTHLY;BYDAY=+1MO,-1MO", ["26-01-05 09:00", "26-01-26 09:00", "26-02-02 09:00"]],
    ["FREQ=MONTHLY;BYDAY=MO(2)", ["26-01-12 09:00", "26-02-09 09:00"]],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["26-01-30 09:00", "26-02-27 09:00"]],
    ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", ["26-02-13 09:00", "26-03-13 09:00"]],
    ["FREQ=WEEKLY", ["26-01-01 09:00", "26-01-08 09:00"]],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", ["26-01-11 09:00", "26-01-12 09:00", "26-01-25 09:00"]],
    ["FREQ=WEEKLY;BYDAY=1MO", ["26-01-05 09:00", "26-01-12 09:00"]],
    ["FREQ=DAILY;INTERVAL=10;BYHOUR=6,18", ["26-01-01 18:00", "26-01-11 06:00", "26-01-11 18:00"]],
    ["FREQ=DAILY;BYMONTH=2", ["26-02-01 09:00", "26-02-02 09:00"]],
    ["FREQ=DAILY;COUNT=2", ["26-01-01 09:00", "26-01-02 09:00"]],
    ["FREQ=DAILY;UNTIL=20260102T090000Z", ["26-01-01 09:00", "26-01-02 09:00"]],
    ["FREQ=HOURLY;INTERVAL=7", ["26-01-01 09:00", "26-01-01 16:00", "26-01-01 23:00", "26-01-02 06:00"]],
    ["FREQ=HOURLY;BYHOUR=3,4;BYMINUTE=0,30", ["26-01-02 03:00", "26-01-02 03:30", "26-01-02 04:00"]],
    ["FREQ=HOURLY;BYDAY=SA", ["26-01-03 00:00", "26-01-03 01:00"]],
    ["FREQ=MINUTELY;INTERVAL=25", ["26-01-01 09:00", "26-01-01 09:25", "26-01-01 09:50", "26-01-01 10:15"]],
    ["FREQ=MINUTELY;BYHOUR=12;BYMINUTE=0,59", ["26-01-01 12:00", "26-01-01 12:59", "26-01-02 12:00"]],
    ["FREQ=SECONDLY;INTERVAL=30;BYMINUTE=5;BYSECOND=30", ["26-01-01 09:05", "26-01-01 10:05"]],
    [
      "RRULE:FREQ=DAILY;COUNT=1\nRDATE:20260105T120000,20260103",
      ["26-01-01 09:00", "26-01-03 00:00", "26-01-05 12:00"],
    ],
    ["FREQ=DAILY\nEXRULE:FREQ=DAILY;INTERVAL=2\nEXDATE;TZID=UTC:20260102T090000", ["26-01-04 09:00", "26-01-06 09:00"]],
    ["DTSTART;TZID=Europe/Berlin:20260201T080000\nRRULE:FREQ=DAILY", ["26-02-01 08:00", "26-02-02 08:00"]],
    ["FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", []],
  ])("%s: %j", (rule, expected) => {
    expect(times(rule, Math.max(1, expected.length))).toEqual(expected);
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

  test("gives the next of a year's thirty million times as soon as those of a day", () => {
    const next = ["26-12-31 23:59", "26-12-31 23:59"];
    expect(times(`FREQ=YEARLY;BYMONTHDAY=31;${everySecond}`, 2, "20261231T235958")).toEqual(next);
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
  "FREQ=SOMETIMES",
  "INTERVAL=1",
  "FREQ=DAILY;INTERVAL=0",
  "FREQ=DAILY;COUNT=x",
  "FREQ=DAILY;BYMONTH=13",
  "FREQ=DAILY;BYDAY=XX",
  "FREQ=MONTHLY;BYDAY=0MO",
  "FREQ=DAILY;UNTIL=tomorrow",
  "FREQ=DAILY;COLOUR=1",
  "FREQ=DAILY=1",
  "FREQ=DAILY;",
  "FREQ=DAILY;BYSETPOS=0,1",
  "RRULE;X=1:FREQ=DAILY",
  "VEVENT:FREQ=DAILY",
  "DTSTART:20260101T000000",
  "EXDATE:20260230",
])("%j is no recurrence", (rule) => {
  expect(() => parseRecurrence(rule)).toThrow(SyntaxError);
});
