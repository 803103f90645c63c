import { assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { addSeconds, formatInstant, parseInstant, type Instant } from "../../src/instant.ts";
import { nextTimes } from "../../src/schedule/next-times.ts";
import { occurrences } from "../../src/schedule/occurrences.ts";
import { slotKey } from "../../src/schedule/slot-key.ts";
import type { Schedule } from "../../src/wire/schedule.ts";

function at(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === null) throw new Error(`no instant: ${text}`);
  return parsed;
}

function slots(schedule: Schedule, from: string, count: number): string[] {
  const start = at(from);
  return [...occurrences(schedule, start, addSeconds(start, 400 * 86_400)).take(count)].map(formatInstant);
}

const newYork = "America/New_York";
const nine = { interval: 86_400, anchor_date: "2026-01-01T14:00:00Z", timezone: newYork };

describe("when clocks are changed", () => {
  test.each([
    ["a daily interval keeps its hour", nine, "2026-03-07T12:00:00Z", ["03-07T14", "03-08T13", "03-09T13"]],
    ["and in autumn", nine, "2026-10-31T12:00:00Z", ["10-31T13", "11-01T14", "11-02T14"]],
    [
      "an hourly interval counts hours",
      { ...nine, interval: 3600 },
      "2026-11-01T05:00:00Z",
      ["11-01T05", "11-01T06", "11-01T07"],
    ],
    [
      "a day and a half keeps its two hours",
      { ...nine, interval: 129_600 },
      "2026-03-06T00:00:00Z",
      ["03-07T02", "03-08T13", "03-10T01"],
    ],
    [
      "a cron in the gap fires before it",
      { cron: "30 2 * * *", timezone: newYork, day_or: true },
      "2026-03-07T12:00:00Z",
      ["03-08T06", "03-09T06"],
    ],
    [
      "a cron fires the first time",
      { cron: "30 1 * * *", timezone: newYork, day_or: true },
      "2026-10-31T12:00:00Z",
      ["11-01T05", "11-02T06"],
    ],
    [
      "an hourly cron fires once an hour that reads twice",
      { cron: "0 * * * *", timezone: newYork, day_or: true },
      "2026-11-01T05:00:00Z",
      ["11-01T05", "11-01T07"],
    ],
    [
      "an rrule comes true the first time",
      { rrule: "DTSTART:20260101T013000\nRRULE:FREQ=DAILY", timezone: newYork },
      "2026-10-31T12:00:00Z",
      ["11-01T05", "11-02T06"],
    ],
    [
      "no zone is UTC",
      { cron: "0 0 * * *", timezone: null, day_or: true },
      "2026-03-07T12:00:00Z",
      ["03-08T00", "03-09T00"],
    ],
    [
      "an rrule without start is counted from 2020 on",
      { rrule: "FREQ=WEEKLY", timezone: "" },
      "2026-01-01T00:00:00Z",
      ["01-07T00", "01-14T00"],
    ],
    ["an interval in no zone is in UTC", { ...nine, timezone: null }, "2026-07-01T00:00:00Z", ["07-01T14"]],
  ])("%s", (_title, schedule: Schedule, from, expected) => {
    expect(slots(schedule, from, expected.length).map((slot) => slot.slice(5, 13))).toEqual(expected);
  });
});

test.each([
  ["the ends of the time asked for", { cron: "0 * * * *" }, "00:00", "02:00", ["00:00", "01:00", "02:00"]],
  ["those of an interval", { interval: 3600 }, "00:00", "02:00", ["00:00", "01:00", "02:00"]],
  ["a slot that the gap moves before it", { cron: "30 2 * * *" }, "06:15", "06:45", ["06:30"]],
])("%s count", (_title, given, from, until, expected) => {
  const onTheDay = (time: string) => at(`2026-03-08T${time}:00Z`);
  const schedule: Schedule = { timezone: newYork, day_or: true, anchor_date: "2026-03-08T00:00:00Z", ...given };
  const slotsWithin = occurrences(schedule, onTheDay(from), onTheDay(until));
  expect([...slotsWithin]).toEqual(expected.map(onTheDay));
});

const schedules: Schedule[] = [
  nine,
  { ...nine, interval: 3600 },
  { ...nine, interval: 129_600, timezone: "Australia/Lord_Howe" },
  { cron: "*/30 * * * *", timezone: newYork, day_or: true },
  { cron: "30 2 * * *", timezone: "Europe/Berlin", day_or: true },
  { rrule: "DTSTART:20260101T013000\nRRULE:FREQ=HOURLY;INTERVAL=5", timezone: "America/Sao_Paulo" },
  { rrule: "DTSTART:20260101T013000\nRRULE:FREQ=MINUTELY;INTERVAL=45", timezone: newYork },
];

test("slots are the same wherever one begins to look, ascend, and have keys of their own", () => {
  const spring = at("2026-03-01T00:00:00Z");
  const autumn = at("2026-10-23T00:00:00Z");
  assert(
    property(
      constantFrom(...schedules),
      constantFrom(spring, autumn),
      integer({ min: 0, max: 9 * 86_400 }),
      (schedule, begin, offset) => {
        const until = addSeconds(begin, 10 * 86_400);
        const whole = [...occurrences(schedule, begin, until)];
        const from = addSeconds(begin, offset);
        const part = [...occurrences(schedule, from, until)];
        expect(part).toEqual(whole.filter((slot) => slot >= from));
        expect(whole).toEqual([...whole].sort((a, b) => a - b));
        expect(new Set(whole.map((slot) => slotKey(schedule, slot))).size).toBe(whole.length);
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  ["America/New_York", "2026-01-01T14:00:00Z", "2026-01-01 09:00:00-05:00"],
  ["Asia/Kolkata", "2026-01-01T00:00:00.25Z", "2026-01-01 05:30:00.250000+05:30"],
  [null, "2026-01-01T00:00:00Z", "2026-01-01 00:00:00+00:00"],
])("the key of a slot in %s at %s is %s", (timezone, slot, key) => {
  expect(slotKey({ cron: "* * * * *", timezone, day_or: true }, at(slot))).toBe(key);
});

describe("slots ahead", () => {
  const hourly: Schedule = { cron: "0 * * * *", timezone: null, day_or: true };
  const start = at("2026-01-01T00:00:00Z");
  const horizon = { start, end: addSeconds(start, 86_400), minRuns: 3, minSeconds: 3600, maxRuns: 100 };

  test.each([
    ["at least so many", horizon, 3],
    ["until at least so late", { ...horizon, minSeconds: 5 * 3600 }, 6],
    ["no more than so many", { ...horizon, maxRuns: 2 }, 2],
    ["none past the end", { ...horizon, minRuns: 100 }, 25],
    ["none when none are allowed", { ...horizon, maxRuns: 0 }, 0],
  ])("are %s", (_what, given, count) => {
    expect(nextTimes(hourly, given)).toHaveLength(count);
  });
});
