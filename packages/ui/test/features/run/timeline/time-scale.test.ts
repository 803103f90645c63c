import { expect, test } from "vitest";
import { fractionOf, offsetLabel, pan, ticksOf, zoomAround } from "../../../../src/features/run/timeline/time-scale.ts";

const whole = { fromAt: 1000, toAt: 11_000 };

test.each([
  [1000, 0],
  [6000, 0.5],
  [11_000, 1],
  [0, -0.1],
])("%d stands at %d", (at, fraction) => {
  expect(fractionOf(at, whole)).toBeCloseTo(fraction, 10);
});

test("ticks are round offsets from the origin, few enough to be read", () => {
  expect(ticksOf(whole, 1000, 5)).toStrictEqual([
    { at: 1000, label: "0" },
    { at: 3000, label: "2 s" },
    { at: 5000, label: "4 s" },
    { at: 7000, label: "6 s" },
    { at: 9000, label: "8 s" },
    { at: 11_000, label: "10 s" },
  ]);
});

test.each([1, 40, 999, 12_345, 600_000, 7_200_000, 90_000_000, 4e10])(
  "a span of %d ms has at most nine steps",
  (span) => {
    const ticks = ticksOf({ fromAt: 0, toAt: span }, 0, 9);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(10);
  },
);

test.each([
  [0, "0"],
  [250, "250 ms"],
  [1500, "1.5 s"],
  [12_000, "12 s"],
  [150_000, "2:30"],
  [3_900_000, "1:05:00"],
  [183_600_000, "2 d 3 h"],
  [-2000, "−2 s"],
])("%d ms after the start is labelled %s", (offset, label) => {
  expect(offsetLabel(offset)).toBe(label);
});

test("zooming keeps the time under the pointer in its place", () => {
  expect(zoomAround(whole, 3000, 0.5, whole)).toStrictEqual({ fromAt: 2000, toAt: 7000 });
});

test("zooming out ends at the whole", () => {
  expect(zoomAround({ fromAt: 2000, toAt: 7000 }, 3000, 10, whole)).toStrictEqual(whole);
});

test("panning stops at both ends", () => {
  const view = { fromAt: 2000, toAt: 4000 };
  expect([pan(view, -5000, whole), pan(view, 500, whole), pan(view, 50_000, whole)]).toStrictEqual([
    { fromAt: 1000, toAt: 3000 },
    { fromAt: 2500, toAt: 4500 },
    { fromAt: 9000, toAt: 11_000 },
  ]);
});
