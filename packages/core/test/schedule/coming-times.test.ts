import { expect, test } from "vitest";
import { formatInstant, instantFromMillis } from "../../src/instant.ts";
import { comingTimes } from "../../src/schedule/coming-times.ts";
import { intervalScheduleInput } from "../../src/wire/schedule.ts";

const NOW = instantFromMillis(Date.parse("2026-03-01T12:00:00Z"));

test.each([
  ["0 9 29 2 *", ["2028-02-29T09:00:00Z", "2032-02-29T09:00:00Z"]],
  ["0 0 30 2 *", []],
])("%s comes at %j", (cron, times) => {
  const schedule = { cron, timezone: "UTC", day_or: true };
  expect(comingTimes(schedule, 2, NOW).map((at) => new Date(formatInstant(at)).toISOString())).toEqual(
    times.map((time) => time.replace("Z", ".000Z")),
  );
});

test.each([
  [86_399_999_999_999, true],
  [86_400_000_000_000, false],
  [0, false],
  [-1, false],
])("an interval of %d seconds can be: %s", (interval, canBe) => {
  expect(intervalScheduleInput.safeParse({ interval }).success).toBe(canBe);
});
