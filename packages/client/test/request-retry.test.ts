import { expect, test } from "vitest";
import { backoffMs, isRetriedStatus, retryAfterMs } from "../src/request-retry.ts";

test.each([
  [408, true],
  [429, true],
  [502, true],
  [503, true],
  [500, false],
  [504, true],
  [423, false],
  [404, false],
])("status %i is repeated: %s", (status, expected) => {
  expect(isRetriedStatus(status)).toBe(expected);
});

test.each([
  [0, 0, 80],
  [0, 0.5, 100],
  [1, 0.5, 200],
  [3, 0.5, 800],
  [6, 0.5, 5000],
  [1000, 0.5, 5000],
])("try %i with random %d waits %d ms", (attempt, random, expected) => {
  expect(backoffMs(attempt, random)).toBeCloseTo(expected);
});

test.each([
  ["2", 2000],
  ["0.25", 250],
  ["0", 0],
  ["", null],
  ["-1", null],
  ["Wed, 21 Oct 2026 07:28:00 GMT", null],
  [undefined, null],
])("Retry-After %j is %s ms", (header, expected) => {
  expect(retryAfterMs(header)).toBe(expected);
});
