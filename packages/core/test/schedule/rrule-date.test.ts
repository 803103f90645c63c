import { expect, test } from "vitest";
import { formatInstant, instant } from "../../src/instant.ts";
import { parseDate } from "../../src/schedule/rrule-date.ts";

test.each([
  ["20260131", "2026-01-31T00:00:00Z"],
  ["20260131Z", "2026-01-31T00:00:00Z"],
  ["2026-01-31", "2026-01-31T00:00:00Z"],
  ["20260131T0905", "2026-01-31T09:05:00Z"],
  ["20260131T090507", "2026-01-31T09:05:07Z"],
  ["20260131T090507Z", "2026-01-31T09:05:07Z"],
  ["2026-01-31T09:05:07", "2026-01-31T09:05:07Z"],
  ["2026-01-31T09:05:07Z", "2026-01-31T09:05:07Z"],
])("%s is %s by the clock on the wall", (text, wall) => {
  expect(formatInstant(instant(parseDate(text)))).toBe(wall);
});

test.each(["", "tomorrow", "20260230", "2026-02-30", "20260131T09", "1920260131", "202601311", "20260131T0905071"])(
  "%j is no date",
  (text) => {
    expect(() => parseDate(text)).toThrow(new SyntaxError(`"${text}" is no date`));
  },
);
