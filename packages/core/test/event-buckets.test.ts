import { expect, test } from "vitest";
import { bucketsOf, bucketsRefusal } from "../src/event-buckets.ts";
import { formatInstant, instant, parseInstant } from "../src/instant.ts";
import type { TimeUnit } from "../src/wire/event-filter.ts";

const at = (text: string) => parseInstant(text) ?? instant(0);
const BEYOND = "The interval would make a bucket that is not within the years 1 to 9999: choose a shorter one.";
const NOW = at("2026-11-26T14:20:30.5Z");

function window(since: string, until: string, unit: TimeUnit, interval = 1) {
  return { since: at(since), until: at(until), unit, interval };
}

test.each([
  ["2026-11-25T10:10:00Z", "2026-11-25T12:00:00Z", "hour", 1, "2026-11-25T10:00:00Z", 2],
  ["2026-11-25T10:00:00Z", "2026-11-25T10:00:00.000001Z", "hour", 1, "2026-11-25T10:00:00Z", 1],
  ["2026-11-25T10:00:00Z", "2026-11-25T10:00:00Z", "hour", 1, "2026-11-25T10:00:00Z", 0],
  ["2026-11-25T10:20:00Z", "2026-11-25T12:00:00Z", "hour", 0.5, "2026-11-25T10:00:00Z", 4],
  ["2026-11-25T10:20:00Z", "2026-11-26T12:00:00Z", "week", 1, "2026-11-23T00:00:00Z", 1],
  ["2024-03-31T23:00:00Z", "2024-04-01T01:00:00Z", "day", 1, "2024-03-31T00:00:00Z", 2],
  ["2026-11-26T14:20:00Z", "2027-01-01T00:00:00Z", "second", 1, "2026-11-26T14:20:00Z", 31],
  ["2026-11-26T14:00:00Z", "2027-01-01T00:00:00Z", "minute", 1, "2026-11-26T14:00:00Z", 21],
  ["2026-11-26T14:00:00Z", "2027-01-01T00:00:00Z", "day", 1, "2026-11-26T00:00:00Z", 1],
  ["2026-11-26T14:00:00Z", "2027-01-01T00:00:00Z", "week", 1, "2026-11-23T00:00:00Z", 1],
  ["2027-11-26T14:00:00Z", "2028-01-01T00:00:00Z", "week", 1, "2027-11-22T00:00:00Z", 0],
] as const)("from %s to %s in %ss times %d: from %s, %d buckets", (since, until, unit, interval, start, count) => {
  const buckets = bucketsOf(window(since, until, unit, interval), NOW);
  expect({ ...buckets, start: formatInstant(buckets.start) }).toEqual({ ...buckets, start, count });
});

test.each([
  ["2024-05-01T10:00:10Z", 1_000_000, null],
  ["2020-05-01T10:00:10Z", 1_000_000, BEYOND],
  ["2020-05-01T10:00:10Z", 100_000, null],
  ["2024-05-01T10:00:10Z", 1e9, BEYOND],
  ["2024-05-01T10:00:10Z", 1e21, BEYOND],
])("from %s by %d days: %j", (since, interval, refusal) => {
  expect(bucketsRefusal(window(since, "2024-05-02T10:00:10Z", "day", interval))).toBe(refusal);
});

test.each([
  [1000, null],
  [
    1000.5,
    "The interval would make 1001 buckets of the time asked for, and 1000 are allowed: choose a longer interval or a shorter time.",
  ],
])("%d seconds by the second: %j", (seconds, refusal) => {
  const until = instant(NOW + seconds * 1_000_000);
  expect(bucketsRefusal({ since: NOW, until, unit: "second", interval: 1 })).toBe(refusal);
});
