import { expect, test } from "vitest";
import { bucketsOf } from "../../../src/features/events/event-buckets.ts";

const MINUTE = 60_000;

test.each([
  ["ten seconds", 10_000, "second", 1],
  ["a minute", MINUTE, "second", 1],
  ["ten minutes", 10 * MINUTE, "second", 10],
  ["an hour", 60 * MINUTE, "minute", 1],
  ["a day", 1440 * MINUTE, "minute", 30],
  ["a week", 7 * 1440 * MINUTE, "hour", 3],
  ["a month", 30 * 1440 * MINUTE, "day", 1],
  ["a year", 365 * 1440 * MINUTE, "week", 1],
])("%s is cut into parts that have names", (_words, length, time_unit, time_interval) => {
  expect(bucketsOf(length)).toStrictEqual({ time_unit, time_interval });
});
