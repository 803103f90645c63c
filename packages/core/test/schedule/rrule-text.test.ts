import { expect, test } from "vitest";
import { parseDate } from "../../src/schedule/rrule-date.ts";
import { parseRecurrence } from "../../src/schedule/rrule-text.ts";

test("a recurrence is what its lines say, one on each or all on one", () => {
  const lines = [
    "DTSTART;VALUE=DATE-TIME;TZID=Europe/Berlin:20260101T090000",
    "RRULE:FREQ=DAILY",
    "EXRULE:FREQ=WEEKLY",
    "RDATE;VALUE=DATE:20260201,20260203",
    "EXDATE;TZID=Europe/Berlin:20260105T090000",
  ];
  const read = parseRecurrence(lines.join("\n"));
  expect(parseRecurrence(` ${lines.join(" \n ")}\n`)).toEqual(read);
  expect(read).toMatchObject({
    start: parseDate("20260101T090000"),
    rules: [{ frequency: "DAILY" }],
    exceptRules: [{ frequency: "WEEKLY" }],
    dates: [parseDate("20260201"), parseDate("20260203")],
    exceptDates: [parseDate("20260105T090000")],
  });
});

test.each([
  "freq=daily",
  "rrule:freq=daily",
  "RDATE:20260101",
  "RDATE;VALUE=DATE-TIME:20260101T090000",
  "DTSTART;VALUE=DATE:20260101\nEXDATE;VALUE=DATE:20260102\nFREQ=DAILY",
])("%s is one by itself", (text) => {
  expect(() => parseRecurrence(text)).not.toThrow();
});

test.each([
  ["DTSTART:20260101T000000", "there is no rule"],
  ["DTSTART:20260101T000000\nEXDATE:20260101T000000", "there is no rule"],
  ["VEVENT:FREQ=DAILY", "unsupported property: VEVENT"],
  [":FREQ=DAILY", "unsupported property: "],
  ["RRULE;X=1:FREQ=DAILY", "unsupported parameters of RRULE"],
  ["EXRULE;X=1:FREQ=DAILY", "unsupported parameters of EXRULE"],
  ["RDATE;VALUE=PERIOD:20260101", "unsupported parameters of RDATE"],
  ["RDATE;X=1;VALUE=DATE:20260101", "unsupported parameters of RDATE"],
  ["RDATE;VALUE=DATE;X=1:20260101", "unsupported parameters of RDATE"],
  ["EXDATE;X=1;VALUE=DATE:20260101", "unsupported parameters of EXDATE"],
  ["EXDATE;VALUE=DATE;X=1:20260101", "unsupported parameters of EXDATE"],
  ["DTSTART;X=1;VALUE=DATE:20260101", "unsupported parameters of DTSTART"],
  ["DTSTART;VALUE=DATE;X=1:20260101", "unsupported parameters of DTSTART"],
  ["RDATE;XVALUE=DATE:20260101", "unsupported parameters of RDATE"],
  ["RDATE;VALUE=DATES:20260101", "unsupported parameters of RDATE"],
  ["EXDATE;XVALUE=DATE:20260101", "unsupported parameters of EXDATE"],
  ["EXDATE;VALUE=DATES:20260101", "unsupported parameters of EXDATE"],
  ["DTSTART;XVALUE=DATE:20260101", "unsupported parameters of DTSTART"],
  ["DTSTART;VALUE=DATES:20260101", "unsupported parameters of DTSTART"],
])("%j is none: %s", (text, message) => {
  expect(() => parseRecurrence(text)).toThrow(new SyntaxError(message));
});
