import { expect, test } from "vitest";
import { timeFormat } from "../../src/schedule/next-times.ts";

const at = Date.UTC(2026, 10, 27, 22, 2);

test.each([
  [
    [at, at + 60_000],
    ["Fri, 27 Nov 2026, 22:02 UTC", "Fri, 27 Nov 2026, 22:03 UTC"],
  ],
  [
    [at, at + 30_000],
    ["Fri, 27 Nov 2026, 22:02:00 UTC", "Fri, 27 Nov 2026, 22:02:30 UTC"],
  ],
])("times are told to the second only where one is between minutes: %j", (times, words) => {
  const format = timeFormat(times, "UTC");
  expect(times.map((time) => format.format(time))).toStrictEqual(words);
});
