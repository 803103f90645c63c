import { expect, test } from "vitest";
import { timeLeft } from "../../src/serving/time-left.ts";

const DUE = "2026-11-27T12:00:10Z";
const NOON_MS = Date.parse("2026-11-27T12:00:00Z");
const HOUR_MS = 3_600_000;
const told = { time: "2026-11-27T12:00:00Z", atMs: 5000 };

test.each([
  ["nobody told the time", null, { wallMs: NOON_MS, elapsedMs: 1 }, 10_000],
  ["the clock here is the same", told, { wallMs: NOON_MS + 4000, elapsedMs: 9000 }, 6000],
  ["the clock here is an hour behind", told, { wallMs: NOON_MS - HOUR_MS, elapsedMs: 9000 }, 6000],
  ["the clock here is an hour ahead", told, { wallMs: NOON_MS + HOUR_MS, elapsedMs: 9000 }, 6000],
  ["it was due already", told, { wallMs: NOON_MS, elapsedMs: 20_000 }, -5000],
])("what is left until a run is due: %s", (_, toldTime, clocks, left) => {
  expect(timeLeft(DUE, toldTime, clocks)).toBe(left);
});
