import { expect, test, vi } from "vitest";

vi.hoisted(() => {
  process.env["TZ"] = "Europe/Berlin";
});
const { lengthTicks, timeTicks } = await import("../../../../src/features/runs/scatter/plot-ticks.ts");

const hours = { fromAt: Date.parse("2026-11-22T20:00:00Z"), toAt: Date.parse("2026-11-23T02:00:00Z") };

test("times are round by the clock of the zone, and midnight is its day", () => {
  const view = { ...hours, least: 1, most: 100 };
  expect(timeTicks(view, 6).map(({ label }) => label)).toStrictEqual([
    "21:00",
    "22:00",
    "23:00",
    "23 Nov",
    "01:00",
    "02:00",
    "03:00",
  ]);
});

test("days stay days when the clock is changed", () => {
  const view = {
    fromAt: Date.parse("2026-10-22T00:00:00Z"),
    toAt: Date.parse("2026-10-28T00:00:00Z"),
    least: 1,
    most: 10,
  };
  expect(timeTicks(view, 7).map(({ label }) => label)).toStrictEqual([
    "23 Oct",
    "24 Oct",
    "25 Oct",
    "26 Oct",
    "27 Oct",
    "28 Oct",
  ]);
});

test.each([
  [0.0009, 11, ["1 ms", "10 ms", "100 ms", "1 s", "10 s"]],
  [2, 9, ["2 s", "5 s"]],
  [50, 90_000, ["1 m", "10 m", "1 h", "6 h", "1 d"]],
])("lengths from %f to %f s are %o", (least, most, labels) => {
  expect(lengthTicks({ ...hours, least, most }).map(({ label }) => label)).toStrictEqual(labels);
});
