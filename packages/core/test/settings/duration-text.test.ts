import { expect, test } from "vitest";
import { parseDuration } from "../../src/settings/duration-text.ts";

test.each([
  ["0", 0],
  ["90", 90],
  ["0.5", 0.5],
  ["01:30", 5400],
  ["00:00:15", 15],
  ["00:00:01.25", 1.25],
  ["7 days, 00:00:00", 604_800],
  ["1 day, 2:00:00", 93_600],
  ["7d 0:00:00", 604_800],
  ["P7D", 604_800],
  ["P1W", 604_800],
  ["PT1H", 3600],
  ["pt90m", 5400],
  ["P1DT2H3M4.5S", 93_784.5],
])("%j is %s seconds", (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each(["", "-1", "soon", "1e3", "P", "PT", "P1DT", "1:2:3:4", "00:61", "00:00:61", "NaN", "Infinity", "7 days"])(
  "%j is no length of time",
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);
