import { expect, test } from "vitest";
import type { DeclaredSchedule } from "../../src/deploy/declared-deployment.ts";
import { declaredSchedule, type WrittenSchedule } from "../../src/deploy/declared-schedule.ts";

test.each<[WrittenSchedule, DeclaredSchedule]>([
  [{ cron: "0 3 * * *" }, { schedule: { cron: "0 3 * * *" } }],
  [
    { cron: "0 3 1 * mon", day_or: false, timezone: "Europe/Berlin", active: false },
    { schedule: { cron: "0 3 1 * mon", day_or: false, timezone: "Europe/Berlin" }, active: false },
  ],
  [{ interval: 60 }, { schedule: { interval: 60 } }],
  [
    { interval: "PT1H", anchor_date: "2026-01-01T00:00:00Z", timezone: "" },
    { schedule: { interval: 3600, anchor_date: "2026-01-01T00:00:00Z" } },
  ],
  [
    { rrule: "FREQ=DAILY", slug: "daily", replaces: "old", parameters: { a: 1 }, max_scheduled_runs: 3 },
    {
      schedule: { rrule: "FREQ=DAILY" },
      slug: "daily",
      replaces: "old",
      parameters: { a: 1 },
      max_scheduled_runs: 3,
    },
  ],
])("%j is a schedule", (written, declared) => {
  expect(declaredSchedule(written)).toEqual(declared);
});

test.each<[WrittenSchedule, string]>([
  [{}, "one of cron, interval and rrule is needed"],
  [{ cron: "* * * * *", interval: 3 }, "one of cron, interval and rrule is needed"],
  [{ cron: "every day" }, "a cron expression has 5, 6 or 7 fields"],
  [{ interval: "soon" }, "an interval is a number of seconds above zero, or a text such as PT1H"],
  [{ interval: -1 }, "an interval is a number of seconds above zero, or a text such as PT1H"],
  [{ interval: 60, anchor_date: "noon" }, "an anchor date is a time such as 2026-01-01T00:00:00Z"],
  [{ cron: "* * * * *", timezone: "Mars/Base" }, "no such timezone, as in Europe/Berlin"],
  [{ cron: "* * * * *", max_scheduled_runs: 1000 }, "`max_scheduled_runs` must be less than or equal to 50."],
])("%j is none", (written, problem) => {
  expect(() => declaredSchedule(written)).toThrow(problem);
});
