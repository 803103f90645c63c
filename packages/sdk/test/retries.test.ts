import { expect, test } from "vitest";
import { exponentialBackoff, retryCount, retryDelays } from "../src/retries.ts";

test("exponential backoff doubles from its factor, one delay for each retry", () => {
  expect(retryDelays(exponentialBackoff(3), 4)).toEqual([3, 6, 12, 24]);
});

test.each([-1, Number.NaN, Infinity])("%d is no delay", (delay) => {
  expect(() => retryDelays(delay, 1)).toThrow(RangeError);
  expect(() => retryDelays([1, delay], 2)).toThrow(RangeError);
});

test.each([-1, 1.5, Number.NaN])("%d is no number of retries", (retries) => {
  expect(() => retryCount(retries)).toThrow(RangeError);
});
