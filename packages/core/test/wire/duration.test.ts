import { expect, test } from "vitest";
import { parseExact } from "../../src/exact-json.ts";
import { duration, nonNegativeDuration, parseDuration } from "../../src/wire/duration.ts";

test.each([
  ["PT5M", 300],
  ["P1DT2H", 93_600],
  ["P2W", 1_209_600],
  ["-PT0.5S", -0.5],
  ["P", null],
  ["PT", null],
  ["P1DT", null],
  ["P1Y", null],
  ["5", null],
])("%s", (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test("seconds are a number or ISO 8601", () => {
  expect([5, "PT5S", parseExact("5.0")].map((value) => duration.parse(value))).toEqual([5, 5, 5]);
  expect(["5", null, true, 1e15].map((value) => duration.safeParse(value).success)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([0, -1, "-PT1S"].map((value) => nonNegativeDuration.safeParse(value).success)).toEqual([true, false, false]);
});
