import { parseTime } from "@tutti/core/parse-time";
import { expect, test, vi } from "vitest";

vi.hoisted(() => {
  process.env["TZ"] = "UTC";
});
const { formatAbsolute, formatAhead, formatClock, formatRelative, zoneName } = await import("../../src/time/moment.ts");
const { compareTimes } = await import("../../src/time/compare-times.ts");

const now = Date.UTC(2026, 10, 22, 18, 49, 12, 42);

test.each([
  [0, "just now"],
  [-4000, "just now"],
  [12_000, "12 s ago"],
  [5 * 60_000, "5 min ago"],
  [3 * 3_600_000, "3 h ago"],
  [6 * 86_400_000, "6 d ago"],
  [40 * 86_400_000, "13 Oct 2026"],
  [-5 * 60_000, "in 5 min"],
  [-114 * 60_000 - 29_000, "in 1 h 54 min"],
  [-119 * 60_000 - 31_000, "in 1 h 59 min"],
  [-120 * 60_000, "in 2 h"],
  [-11.6 * 3_600_000, "in 12 h"],
  [-23.4 * 3_600_000, "in 23 h"],
  [-23.6 * 3_600_000, "in 1 d"],
  [-35 * 3_600_000, "in 1 d"],
  [-2.9 * 86_400_000, "in 3 d"],
])("what was %d ms ago is %s", (ago, words) => {
  expect(formatRelative(now - ago, now)).toBe(words);
});

test("an absolute time names its zone", () => {
  expect([formatAbsolute(now), formatClock(now), zoneName(now)]).toStrictEqual([
    "22 Nov 2026, 18:49:12 UTC",
    "18:49:12.042",
    "UTC",
  ]);
});

test.each([
  [null, null],
  [undefined, null],
  ["no time", null],
  ["2026-11-22T18:49:12.042000Z", now],
])("%s is read as %s", (text, at) => {
  expect(parseTime(text)).toBe(at);
});

test.each([
  [2000, "now"],
  [90_000, "in 1 min"],
  [63 * 86_400_000, "in 63 d"],
])("what is %d ms ahead reads as %j", (distance, words) => {
  expect(formatAhead(now + distance, now)).toBe(words);
});

test("times are ordered to the microsecond, whole seconds included", () => {
  const times = [
    "2026-11-22T18:49:13Z",
    "2026-11-22T18:49:12.000002Z",
    "2026-11-22T18:49:12Z",
    "2026-11-22T18:49:12.000001Z",
  ];
  expect(times.sort(compareTimes)).toStrictEqual([
    "2026-11-22T18:49:12Z",
    "2026-11-22T18:49:12.000001Z",
    "2026-11-22T18:49:12.000002Z",
    "2026-11-22T18:49:13Z",
  ]);
});
