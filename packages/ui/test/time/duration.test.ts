import { expect, test } from "vitest";
import { formatDuration, formatRunningDuration } from "../../src/time/duration.ts";

test.each([
  [-5, "0 ms"],
  [0, "0 ms"],
  [340.7, "340 ms"],
  [999.9, "999 ms"],
  [1000, "1.0 s"],
  [4290, "4.2 s"],
  [9999, "9.9 s"],
  [42_900, "42 s"],
  [59_999, "59 s"],
  [60_000, "1 m 00 s"],
  [185_000, "3 m 05 s"],
  [7_500_000, "2 h 05 m"],
  [86_400_000 * 3 + 4 * 3_600_000, "3 d 04 h"],
])("%d ms are read as %s", (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});

test.each([
  [-1, "0 s"],
  [999, "0 s"],
  [4290, "4 s"],
  [185_000, "3 m 05 s"],
])("%d ms that still grow are read as %s", (ms, words) => {
  expect(formatRunningDuration(ms)).toBe(words);
});
