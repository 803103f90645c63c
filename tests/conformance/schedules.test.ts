import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type Instant, instant, parseInstant } from "@tutti/core/instant";
import { occurrences } from "@tutti/core/schedule/occurrences";
import { type Schedule, schedule } from "@tutti/core/wire/schedule";
import { expect, test } from "vitest";
import { z } from "zod";
import { prefectProgram } from "./prefect-program.ts";

// Ten thousand slots, across the days on which zones change their clocks, as Prefect's own code expands them.
//
// Left out is what Prefect's code answers differently each time it is asked from another day: an interval of days, seen from
// beyond a change of the clocks after its anchor, which moves by that change. Here it keeps its hour.

const PROGRAM = fileURLToPath(new URL("python/schedules.py", import.meta.url));
const ZONES = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kolkata"];
/** Just before clocks go forward, and back, north and south. */
const STARTS = ["2026-03-07T00:00:00Z", "2026-10-24T00:00:00Z", "2026-04-03T12:00:00Z"];
const SLOTS = 50;
const HORIZON_MICROS = 40 * 366 * 86_400 * 1_000_000;

const CLOCKS: readonly object[] = [
  { cron: "0 * * * *", day_or: true },
  { cron: "*/20 0-4 * * *", day_or: true },
  { cron: "30 1,2,3 * * *", day_or: true },
  { cron: "15 2 * * 0", day_or: true },
  { cron: "0 9 1 * 1", day_or: true },
  { cron: "0 9 8 * 1", day_or: false },
  { cron: "45 23 * * 1-5", day_or: true },
  { rrule: "FREQ=HOURLY" },
  { rrule: "FREQ=MINUTELY;INTERVAL=30" },
  { rrule: "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=30;BYSECOND=0" },
  { rrule: "FREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=2;BYMINUTE=15;BYSECOND=0" },
  { rrule: "FREQ=MONTHLY;BYDAY=-1SU;BYHOUR=2;BYMINUTE=0;BYSECOND=0" },
  { rrule: "DTSTART:20260101T023000\nRRULE:FREQ=DAILY" },
];

/** Of elapsed time, and of days counted from the start on: their hour is none that a clock leaves out. */
const intervals = (start: string): readonly object[] => [
  { interval: 5400, anchor_date: "2026-01-01T00:00:00Z" },
  { interval: 86_400, anchor_date: start.replace(/T.*/, "T16:30:00Z") },
  { interval: 604_800, anchor_date: start.replace(/T.*/, "T16:15:00Z") },
];

interface Asked {
  readonly schedule: Schedule;
  readonly start: string;
  readonly count: number;
}

const asked: Asked[] = ZONES.flatMap((timezone) =>
  STARTS.flatMap((start) =>
    [...CLOCKS, ...intervals(start)].map((form) => ({
      schedule: schedule.parse({ ...form, timezone }),
      start,
      count: SLOTS,
    })),
  ),
);

async function expandedByPrefect(): Promise<string[][]> {
  const child = spawn(prefectProgram("python"), [PROGRAM], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(asked));
  return z.array(z.array(z.string())).parse(JSON.parse(await text(child.stdout)));
}

function expandedHere({ schedule: of, start, count }: Asked): string[] {
  const from = instantOf(start);
  const slots = occurrences(of, from, instant(from + HORIZON_MICROS)).take(count);
  return [...slots].map((slot) => new Date(slot / 1000).toISOString().replace(".000Z", "Z"));
}

function instantOf(time: string): Instant {
  const at = parseInstant(time);
  if (at === null) throw new Error(`no instant: ${time}`);
  return at;
}

test("ten thousand slots in five zones are those of Prefect's own code", async () => {
  const theirs = await expandedByPrefect();
  const ours = asked.map(expandedHere);
  const compared = (slots: readonly string[][]) => asked.map((one, at) => ({ ...one, slots: slots[at] }));
  expect(compared(ours)).toEqual(compared(theirs));
  expect(theirs.flat().length).toBeGreaterThanOrEqual(10_000);
});
