import { scheduleInput, type Schedule } from "@tutti/core/wire/schedule";
import { expect, test } from "vitest";
import { upcomingTimes } from "../../src/schedule/next-times.ts";
import { draftOf, newDraft, readDraft } from "../../src/schedule/schedule-draft.ts";

const now = Date.UTC(2026, 9, 23, 12);
const iso = (at: number) => new Date(at).toISOString();

const schedules: Schedule[] = [
  { cron: "0 9 * * 1-5", timezone: "Europe/Berlin", day_or: false },
  { interval: 7200, anchor_date: "2026-01-01T00:00:00Z", timezone: "UTC" },
  { interval: 1_209_600, anchor_date: "2026-01-01T00:00:00Z", timezone: "UTC" },
  { interval: 90, anchor_date: "2026-01-01T00:00:00Z", timezone: "UTC" },
  { rrule: "FREQ=MONTHLY;BYDAY=1MO", timezone: "America/New_York" },
];

test.each(schedules)("what is opened and not changed stays %j", (schedule) => {
  expect(readDraft(draftOf(schedule, now))).toStrictEqual({ schedule });
});

test("the server takes a new draft as it is", () => {
  const read = readDraft(newDraft(now, "Europe/Berlin"));
  expect(scheduleInput.safeParse("schedule" in read ? read.schedule : null).success).toBe(true);
});

test.each([
  [{ cron: "61 * * * *" }, /61/],
  [{ kind: "rrule", rrule: "FREQ=NEVER" }, /NEVER|FREQ/],
  [{ kind: "interval", count: 0 }, /longer than nothing/],
  [{ kind: "interval", anchor: "x" }, /from when/],
  [{ timezone: "Mars/Base" }, /no time zone “Mars\/Base”/],
] as const)("%j is told to be wrong", (changes, words) => {
  const read = readDraft({ ...newDraft(now, "UTC"), ...changes });
  expect("problem" in read ? read.problem : "").toMatch(words);
});

test("the next times keep to the wall clock when the clocks change", () => {
  const schedule: Schedule = { cron: "0 9 * * *", timezone: "Europe/Berlin", day_or: true };
  expect(upcomingTimes(schedule, now, 3).map(iso)).toStrictEqual([
    "2026-10-24T07:00:00.000Z",
    "2026-10-25T08:00:00.000Z",
    "2026-10-26T08:00:00.000Z",
  ]);
});

test("what never comes has no times", () => {
  expect(upcomingTimes({ cron: "0 0 30 2 *", timezone: "UTC", day_or: true }, now, 10)).toStrictEqual([]);
});
