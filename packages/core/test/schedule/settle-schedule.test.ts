import { expect, test } from "vitest";
import { instant } from "../../src/instant.ts";
import { settleSchedule } from "../../src/schedule/settle-schedule.ts";

const now = instant(1_800_000_000_000_000);
const anchor_date = instant(1_600_000_000_000_000);

test.each([
  ["an interval from now on", { interval: 60 }, { interval: 60, anchor_date: "2027-01-15T08:00:00Z", timezone: "UTC" }],
  [
    "an interval from its anchor on",
    { interval: 60, anchor_date, timezone: "Europe/Berlin" },
    { interval: 60, anchor_date: "2020-09-13T12:26:40Z", timezone: "Europe/Berlin" },
  ],
  [
    "a cron in no zone of its own",
    { cron: "0 0 * * *", day_or: true },
    { cron: "0 0 * * *", timezone: null, day_or: true },
  ],
  [
    "an rrule in no zone",
    { rrule: "DTSTART:20200101T000000\nRRULE:FREQ=DAILY", timezone: null },
    { rrule: "DTSTART:20200101T000000\nRRULE:FREQ=DAILY", timezone: null },
  ],
  [
    "an rrule",
    { rrule: "DTSTART:20200101T000000\nRRULE:FREQ=DAILY" },
    { rrule: "DTSTART:20200101T000000\nRRULE:FREQ=DAILY", timezone: "UTC" },
  ],
])("%s says all its fields", (_what, given, settled) => {
  expect(settleSchedule(given, now)).toEqual(settled);
});

test.each([
  ["a daily rule begins in 2020", "FREQ=DAILY", "UTC", "20200101T000000"],
  ["a rule of minutes begins of late", "FREQ=MINUTELY;INTERVAL=11", null, "20270115T075000"],
  ["and of late in its zone", "FREQ=MINUTELY;INTERVAL=30", "Asia/Kolkata", "20270115T133000"],
  ["a rule of seconds too", "RRULE:FREQ=SECONDLY;INTERVAL=11", "UTC", "20270115T075954"],
  ["one that counts is counted from 2020 on", "FREQ=MINUTELY;COUNT=3", "UTC", "20200101T000000"],
  ["one of several begins in 2020", "FREQ=MINUTELY\nFREQ=MINUTELY;INTERVAL=7", "UTC", "20200101T000000"],
  ["one that is left out at times too", "FREQ=MINUTELY\nEXDATE:20270115T080000", "UTC", "20200101T000000"],
  ["one that leaves out others", "FREQ=MINUTELY\nEXRULE:FREQ=HOURLY", "UTC", "20200101T000000"],
  ["one with dates beside it", "FREQ=MINUTELY\nRDATE:20270115T080030", "UTC", "20200101T000000"],
  ["dates alone", "RDATE:20270115T080030", "UTC", "20200101T000000"],
])("%s", (_what, rrule, timezone, start) => {
  expect(settleSchedule({ rrule, timezone }, now)).toEqual({ rrule: `DTSTART:${start}\n${rrule}`, timezone });
});
