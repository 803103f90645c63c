import { assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { formatInstant, instant, parseInstant, type Instant } from "../../src/instant.ts";
import { fromWall, isTimezone, offsetMicros, toWall, wallTime, type WallTime } from "../../src/schedule/zone.ts";

function at(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === null) throw new Error(`no instant: ${text}`);
  return parsed;
}

function wall(text: string): WallTime {
  return wallTime(at(text));
}

describe("a wall clock", () => {
  test.each([
    ["UTC", "2026-07-01T12:00:00Z", "2026-07-01T12:00:00Z"],
    ["America/New_York", "2026-07-01T12:00:00.5Z", "2026-07-01T08:00:00.500000Z"],
    ["America/New_York", "2026-01-01T03:00:00Z", "2025-12-31T22:00:00Z"],
    ["Asia/Kolkata", "2026-01-01T00:00:00Z", "2026-01-01T05:30:00Z"],
    ["Australia/Lord_Howe", "2026-01-01T00:00:00Z", "2026-01-01T11:00:00Z"],
  ])("in %s reads, at %s, %s", (zone, instantText, wallText) => {
    expect(formatInstant(instant(toWall(at(instantText), zone)))).toBe(wallText);
    expect(formatInstant(fromWall(wall(wallText), zone))).toBe(formatInstant(at(instantText)));
  });

  test.each([
    ["the first of two readings", "America/New_York", "2026-11-01T01:30:00Z", "2026-11-01T05:30:00Z"],
    ["a reading left out, as much later", "America/New_York", "2026-03-08T02:30:00Z", "2026-03-08T07:30:00Z"],
    ["the first reading east of UTC", "Europe/Berlin", "2026-10-25T02:30:00Z", "2026-10-25T00:30:00Z"],
    ["a reading left out east of UTC", "Europe/Berlin", "2026-03-29T02:30:00Z", "2026-03-29T01:30:00Z"],
    ["a gap of half an hour", "Australia/Lord_Howe", "2026-10-04T02:15:00Z", "2026-10-03T15:45:00Z"],
  ])("is, for %s, in %s at %s: %s", (_what, zone, wallText, instantText) => {
    expect(formatInstant(fromWall(wall(wallText), zone))).toBe(instantText);
  });

  test("is read back as it was, whatever the zone, unless the reading is left out", () => {
    const zones = constantFrom("Europe/London", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu");
    assert(
      property(zones, integer({ min: 0, max: 4_000_000_000 }), (zone, second) => {
        const reading = wallTime(second * 1_000_000);
        const back = fromWall(reading, zone);
        const isLeftOut = toWall(back, zone) !== reading;
        expect(isLeftOut ? toWall(back, zone) > reading : true).toBe(true);
      }),
    );
  });
});

test.each([
  ["UTC", true],
  ["US/Eastern", true],
  ["Europe/Berlin", true],
  ["Mars/Olympus", false],
  ["+01:00", false],
  ["", false],
])("whether %s is a timezone: %s", (name, is) => {
  expect(isTimezone(name)).toBe(is);
});

test("an offset is that of the instant", () => {
  expect(offsetMicros(at("2026-07-01T00:00:00Z"), "Europe/Paris")).toBe(7_200_000_000);
  expect(offsetMicros(at("2026-12-01T00:00:00Z"), "Europe/Paris")).toBe(3_600_000_000);
  expect(offsetMicros(at("1971-01-01T00:00:00Z"), "Africa/Monrovia")).toBe(-2_670_000_000);
});
