import { expect, test } from "vitest";
import { durationText } from "../src/duration-text.ts";

test.each([
  [-1, "0s"],
  [0, "0s"],
  [0.0123, "12ms"],
  [0.9994, "999ms"],
  [0.9999, "1.0s"],
  [3.25, "3.3s"],
  [59.94, "59.9s"],
  [59.96, "1m 00s"],
  [72, "1m 12s"],
  [3599.6, "1h 00m"],
  [7380, "2h 03m"],
  [86_400, "1d 00h"],
  [370_000, "4d 07h"],
])("%d seconds read %j", (seconds, expected) => {
  expect(durationText(seconds)).toBe(expected);
});
