import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addSeconds, formatInstant, instant, instantFromMillis, parseInstant, secondsBetween } from "../src/instant.ts";

test("every instant from 1684 to 2255 is read back from how it is written", () => {
  const instants = fc.maxSafeInteger().map((micros) => instant(micros));
  fc.assert(
    fc.property(instants, (at) => {
      expect(parseInstant(formatInstant(at))).toBe(at);
    }),
  );
});

describe("reading", () => {
  test.each([
    ["2026-08-01T12:30:45.123456Z", "2026-08-01T12:30:45.123456Z"],
    ["2026-08-01 12:30:45.123456+00:00", "2026-08-01T12:30:45.123456Z"],
    ["2026-08-01t12:30:45z", "2026-08-01T12:30:45Z"],
    ["2026-08-01T12:30:45", "2026-08-01T12:30:45Z"],
    ["2026-08-01T12:30", "2026-08-01T12:30:00Z"],
    ["2026-08-01T12:30:45.1Z", "2026-08-01T12:30:45.100000Z"],
    ["2026-08-01T12:30:45,25Z", "2026-08-01T12:30:45.250000Z"],
    ["2026-08-01T12:30:45.123456789Z", "2026-08-01T12:30:45.123456Z"],
    ["2026-08-01T12:30:45+02:00", "2026-08-01T10:30:45Z"],
    ["2026-08-01T12:30:45+0230", "2026-08-01T10:00:45Z"],
    ["2026-08-01T12:30:45-05", "2026-08-01T17:30:45Z"],
    ["2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"],
    ["  2026-08-01T12:30:45Z  ", "2026-08-01T12:30:45Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"],
    ["1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
    ["0099-06-01T00:00:00Z", "0099-06-01T00:00:00Z"],
    ["9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999968Z"],
  ])("%s", (text, expected) => {
    const at = parseInstant(text);
    expect(at === null ? null : formatInstant(at)).toBe(expected);
  });

  test.each([
    [""],
    ["yesterday"],
    ["2026-08-01"],
    ["2026-13-01T00:00:00Z"],
    ["2026-00-01T00:00:00Z"],
    ["2026-02-30T00:00:00Z"],
    ["2025-02-29T00:00:00Z"],
    ["2026-08-01T24:00:00Z"],
    ["2026-08-01T12:60:00Z"],
    ["2026-08-01T12:30:60Z"],
    ["2026-08-01T12:30:45+24:00"],
    ["2026-08-01T12:30:45+02:60"],
    ["0000-01-01T00:00:00Z"],
    ["0001-01-01T00:00:00+01:00"],
    ["9999-12-31T23:59:59-01:00"],
    ["2026-08-01T12:30:45.Z"],
    ["2026-08-01T12:30:45.1234567890Z"],
    ["20260801T123045Z"],
    ["1754051445"],
  ])("%s is none", (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});

describe("writing", () => {
  test.each([
    [0, "1970-01-01T00:00:00Z"],
    [1, "1970-01-01T00:00:00.000001Z"],
    [1_500_000, "1970-01-01T00:00:01.500000Z"],
    [-1, "1969-12-31T23:59:59.999999Z"],
    [1_786_000_000_123_456, "2026-08-06T07:06:40.123456Z"],
  ])("%i microseconds", (micros, expected) => {
    expect(formatInstant(instant(micros))).toBe(expected);
  });
});

test.each([
  [1000.0004, 1_000_000],
  [1000.0005, 1_000_001],
  [0, 0],
])("%f milliseconds are whole microseconds", (millis, micros) => {
  expect(instantFromMillis(millis)).toBe(micros);
});

test.each([
  [0.000_001, 1],
  [1.5, 1_500_000],
  [-1, -1_000_000],
  [0.000_000_4, 0],
])("adding %f s", (seconds, micros) => {
  expect(addSeconds(instant(0), seconds)).toBe(micros);
});

test("what would lie outside the years that can be written is their first or last instant", () => {
  expect(formatInstant(addSeconds(instant(0), 1e14))).toBe("9999-12-31T23:59:59.999968Z");
  expect(formatInstant(addSeconds(instant(0), -1e14))).toBe("0001-01-01T00:00:00Z");
});

test("the seconds between two instants, either way", () => {
  expect([secondsBetween(instant(1_500_000), instant(0)), secondsBetween(instant(0), instant(1))]).toEqual([
    1.5, -0.000_001,
  ]);
});
