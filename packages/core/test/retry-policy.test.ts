import * as fc from "fast-check";
import { expect, test } from "vitest";
import { exponentialDelays, hasRetriesLeft, retryDelaySeconds } from "../src/retry-policy.ts";

const never = () => {
  throw new Error("no jitter asked for");
};

test.each([
  ["one delay for all", 7, 1, 7],
  ["one delay for all", 7, 9, 7],
  ["the first of a list", [3, 60], 1, 3],
  ["the second of a list", [3, 60], 2, 60],
  ["the last of a list, beyond it", [3, 60], 5, 60],
  ["the first of a list, before it", [3, 60], 0, 3],
  ["an empty list", [], 1, 0],
])("%s", (_which, delaySeconds, retry, expected) => {
  expect(retryDelaySeconds({ delaySeconds, jitterFactor: 0 }, retry, never)).toBe(expected);
});

test.each([
  [0, 5],
  [0.5, 10],
  [1, 20],
])("a delay of 10 s with a jitter of 1, the dice at %f", (random, expected) => {
  expect(retryDelaySeconds({ delaySeconds: 10, jitterFactor: 1 }, 1, () => random)).toBe(expected);
});

test("jitter stays within its bounds", () => {
  const given = fc.record({
    delay: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
    jitterFactor: fc.double({ min: 0.01, max: 100, noNaN: true }),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });
  fc.assert(
    fc.property(given, ({ delay, jitterFactor, random }) => {
      const seconds = retryDelaySeconds({ delaySeconds: delay, jitterFactor }, 1, () => random);
      const slack = 1 + 1e-9;
      expect(seconds * slack).toBeGreaterThanOrEqual(delay / (1 + jitterFactor));
      expect(seconds).toBeLessThanOrEqual(delay * (1 + jitterFactor) * slack);
    }),
  );
});

test("exponential delays double, up to the longest", () => {
  expect([exponentialDelays(10, 4), exponentialDelays(10, 4, 30), exponentialDelays(10, 0)]).toEqual([
    [10, 20, 40, 80],
    [10, 20, 30, 30],
    [],
  ]);
});

test.each([
  [2, 1, true],
  [2, 2, true],
  [2, 3, false],
  [0, 1, false],
  [0, 0, false],
  [1, 0, true],
  [null, 1, false],
  [undefined, 1, false],
])("%s retries, attempt %i: again %s", (retries, runCount, expected) => {
  expect(hasRetriesLeft(retries, runCount)).toBe(expected);
});
