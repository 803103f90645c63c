import { expect, test } from "vitest";
import { describeSchedule } from "../../src/schedule/describe-schedule.ts";

test.each([
  ["* * * * *", "Every minute"],
  ["*/5 * * * *", "Every 5 minutes"],
  ["*/45 * * * *", "Every hour at :00 and :45"],
  ["*/0 * * * *", "*/0 * * * * (UTC)"],
  ["0 * * * *", "Every hour"],
  ["5 */10 * * *", "At 00:05, 10:05 and 20:05 (UTC)"],
  ["30 * * * *", "Every hour at :30"],
  ["15 */2 * * *", "Every 2 hours at :15"],
  ["0 9 * * *", "At 09:00 (UTC)"],
  ["0 9 * * 1-5", "At 09:00 on weekdays (UTC)"],
  ["30 8,17 * * MON,WED", "At 08:30 and 17:30 on Mondays and Wednesdays (UTC)"],
  ["0 0 * * 0,6", "At 00:00 on weekends (UTC)"],
  ["0 6 * * tue-sat", "At 06:00 on Tuesday to Saturday (UTC)"],
  ["0 0 1 * *", "At 00:00 on the 1st of every month (UTC)"],
  ["0 0 2,23 1,7 *", "At 00:00 on the 2nd and 23rd of January and July (UTC)"],
  ["0 12 * 6 *", "At 12:00 every day of June (UTC)"],
  ["*/10 * * * 1-5", "Every 10 minutes on weekdays (UTC)"],
  ["@weekly", "At 00:00 on Sundays (UTC)"],
  ["0 9 1 * 1", "0 9 1 * 1 (UTC)"],
  ["0 9 * * 5L", "0 9 * * 5L (UTC)"],
  ["0 9-17 * * *", "0 9-17 * * * (UTC)"],
  ["0 0 L * *", "0 0 L * * (UTC)"],
])("the cron %j reads as %j", (cron, words) => {
  expect(describeSchedule({ cron, timezone: null, day_or: true })).toBe(words);
});

test("a zone is named", () => {
  expect(describeSchedule({ cron: "0 9 * * *", timezone: "Europe/Berlin", day_or: true })).toBe(
    "At 09:00 (Europe/Berlin)",
  );
});

test.each([
  [1, "Every second"],
  [90, "Every 90 seconds"],
  [300, "Every 5 minutes"],
  [3600, "Every hour"],
  [86_400, "Every day"],
  [1_209_600, "Every 2 weeks"],
  [0.5, "Every 0.5 seconds"],
])("an interval of %d seconds reads as %j", (interval, words) => {
  expect(describeSchedule({ interval, anchor_date: "2026-01-01T00:00:00Z", timezone: null })).toBe(words);
});

test.each([
  ["FREQ=DAILY", "Every day (UTC)"],
  ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "Every 2 weeks on Monday and Friday (UTC)"],
  ["DTSTART:20260101T000000\nRRULE:FREQ=HOURLY;INTERVAL=6", "Every 6 hours (UTC)"],
  [
    "DTSTART:20200101T000000\nFREQ=WEEKLY;BYDAY=MO,WE,FR;BYHOUR=3;BYMINUTE=30",
    "Every week on Monday, Wednesday and Friday at 03:30 (UTC)",
  ],
  ["FREQ=DAILY;BYHOUR=6,18", "Every day at 06:00 and 18:00 (UTC)"],
  ["FREQ=HOURLY;BYMINUTE=5,35", "Every hour at :05 and :35 (UTC)"],
  ["FREQ=MONTHLY;BYDAY=1MO", "Every month on the first Monday (UTC)"],
  ["DTSTART:20260101T000000\nFREQ=MONTHLY;BYDAY=-1FR;BYHOUR=18", "Every month on the last Friday at 18:00 (UTC)"],
  ["FREQ=MONTHLY;BYDAY=-2FR", "FREQ=MONTHLY;BYDAY=-2FR (UTC)"],
  ["FREQ=YEARLY;BYEASTER=1", "FREQ=YEARLY;BYEASTER=1 (UTC)"],
])("the rule %j reads as %j", (rrule, words) => {
  expect(describeSchedule({ rrule, timezone: "UTC" })).toBe(words);
});
