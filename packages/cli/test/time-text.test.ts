import { describe, expect, test } from "vitest";
import { clockTimeMs, localTime, relativeTime } from "../src/time-text.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");

describe("a time beside now", () => {
  test.each([
    ["2026-03-01T11:59:59.600Z", "just now"],
    ["2026-03-01T11:59:48Z", "12s ago"],
    ["2026-03-01T11:57:00Z", "3m 00s ago"],
    ["2026-02-28T12:00:00.000000Z", "1d 00h ago"],
    ["2026-03-01T12:00:30Z", "in 30s"],
    ["2026-03-01T14:00:00Z", "in 2h 00m"],
  ])("%s is %j", (iso, expected) => {
    expect(relativeTime(iso, NOW)).toBe(expected);
  });
});

test("times of day are local, to the second and to the millisecond", () => {
  const iso = new Date(2026, 2, 1, 9, 5, 7, 45).toISOString();
  expect(localTime(iso)).toBe("2026-03-01 09:05:07");
  expect(clockTimeMs(iso)).toBe("09:05:07.045");
});
