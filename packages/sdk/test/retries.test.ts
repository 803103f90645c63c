import { expect, test } from "vitest";
import { delayBeforeRetry, exponentialBackoff, retryCount, retryDelays } from "../src/retries.ts";

test("exponential backoff doubles from its factor, one delay for each retry", () => {
  expect(retryDelays(exponentialBackoff(3), 4)).toEqual([3, 6, 12, 24]);
});

test.each([
  [5, 0, 0, 0.5, 5],
  [5, 9, 0, 0.5, 5],
  [[1, 2], 0, 0, 0.5, 1],
  [[1, 2], 5, 0, 0.5, 2],
  [[], 0, 0, 0.5, 0],
  [10, 0, 0.5, 0, 5],
  [10, 0, 0.5, 1, 15],
])("delays %j before retry %i with jitter %d and random %d: %d s", (delays, retry, jitter, random, expected) => {
  expect(delayBeforeRetry(delays, retry, jitter, random)).toBe(expected);
});

test.each([-1, Number.NaN, Infinity])("%d is no delay", (delay) => {
  expect(() => retryDelays(delay, 1)).toThrow(RangeError);
  expect(() => retryDelays([1, delay], 2)).toThrow(RangeError);
});

test.each([-1, 1.5, Number.NaN])("%d is no number of retries", (retries) => {
  expect(() => retryCount(retries)).toThrow(RangeError);
});
