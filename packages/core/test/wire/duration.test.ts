import { expect, test } from "vitest";
import { parseExact } from "../../src/exact-json.ts";
import { duration, nonNegativeDuration } from "../../src/wire/duration.ts";

test.each([
  [5, 5],
  [parseExact("5.0"), 5],
  ["PT5M", 300],
  ["P1DT2H", 93_600],
  ["-PT0.5S", -0.5],
  ["+PT1S", 1],
])("%j is a duration", (given, seconds) => {
  expect(duration.parse(given)).toBe(seconds);
});

test("what is none, or beyond a bound, is refused", () => {
  expect(["soon", null, true, 1e15].map((value) => duration.safeParse(value).success)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([0, -1, "-PT1S"].map((value) => nonNegativeDuration.safeParse(value).success)).toEqual([true, false, false]);
});
