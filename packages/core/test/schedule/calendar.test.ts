import { expect, test } from "vitest";
import { civilDate, dayNumber, easter, weekOfYear } from "../../src/schedule/calendar.ts";

function day(text: string): number {
  const [year = 0, month = 0, number = 0] = text.split("-").map(Number);
  return dayNumber(year, month, number);
}

// As Python's dateutil has them; the earliest and the latest that there can be are among them.
test("Easter falls on", () => {
  const sundays = [
    "1818-03-22",
    "1886-04-25",
    "1900-04-15",
    "1943-04-25",
    "1954-04-18",
    "1961-04-02",
    "1981-04-19",
    "2000-04-23",
    "2008-03-23",
    "2011-04-24",
    "2016-03-27",
    "2019-04-21",
    "2024-03-31",
    "2025-04-20",
    "2027-03-28",
    "2035-03-25",
    "2038-04-25",
    "2049-04-18",
    "2076-04-19",
    "2100-03-28",
    "2160-03-23",
    "2285-03-22",
  ];
  expect(sundays.map((text) => civilDate(easter(Number(text.slice(0, 4)))))).toEqual(
    sundays.map((text) => civilDate(day(text))),
  );
});

// As Python's isocalendar() has them.
test.each([
  ["2020-12-31", 53],
  ["2021-01-03", 53],
  ["2021-01-04", 1],
  ["2024-12-29", 52],
  ["2024-12-30", 1],
  ["2025-12-28", 52],
  ["2026-12-31", 53],
  ["2027-01-03", 53],
  ["2027-01-04", 1],
])("%s is in week %d", (text, number) => {
  expect(weekOfYear(day(text), 0).number).toBe(number);
});
