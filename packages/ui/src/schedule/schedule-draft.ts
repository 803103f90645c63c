import { parseCron } from "@tutti/core/schedule/cron";
import { parseRecurrence } from "@tutti/core/schedule/rrule-text";
import { isTimezone } from "@tutti/core/schedule/zone";
import { unreachable } from "@tutti/core/unreachable";
import type { Schedule } from "@tutti/core/wire/schedule";

export const INTERVAL_UNITS = { minutes: 60, hours: 3600, days: 86_400, weeks: 604_800 } as const;
export type IntervalUnit = keyof typeof INTERVAL_UNITS | "seconds";

/** What the form of a schedule holds: every kind's fields, so that nothing is lost by looking at another kind. */
export interface ScheduleDraft {
  readonly kind: "cron" | "interval" | "rrule";
  readonly cron: string;
  readonly dayOr: boolean;
  readonly count: number | undefined;
  readonly unit: IntervalUnit;
  readonly anchor: string;
  readonly rrule: string;
  readonly timezone: string;
}

/** Nine o'clock on weekdays, in the viewer's zone. */
export function newDraft(nowMs: number, timezone: string): ScheduleDraft {
  return {
    kind: "cron",
    cron: "0 9 * * 1-5",
    dayOr: true,
    count: 1,
    unit: "hours",
    anchor: new Date(nowMs - (nowMs % 60_000)).toISOString(),
    rrule: "FREQ=WEEKLY;BYDAY=MO",
    timezone,
  };
}

export function draftOf(schedule: Schedule, nowMs: number): ScheduleDraft {
  const draft = newDraft(nowMs, schedule.timezone ?? "UTC");
  if ("cron" in schedule) return { ...draft, kind: "cron", cron: schedule.cron, dayOr: schedule.day_or };
  if ("rrule" in schedule) return { ...draft, kind: "rrule", rrule: schedule.rrule };
  return { ...draft, kind: "interval", ...inUnit(schedule.interval), anchor: schedule.anchor_date };
}

function inUnit(seconds: number): Pick<ScheduleDraft, "count" | "unit"> {
  const units = Object.entries(INTERVAL_UNITS).toReversed() as [keyof typeof INTERVAL_UNITS, number][];
  const fitting = units.find(([, length]) => seconds % length === 0);
  return fitting === undefined
    ? { count: seconds, unit: "seconds" }
    : { count: seconds / fitting[1], unit: fitting[0] };
}

/** The schedule that a draft says, or what is wrong with it. */
export function readDraft(draft: ScheduleDraft): { schedule: Schedule } | { problem: string } {
  const { timezone } = draft;
  if (!isTimezone(timezone)) return { problem: `There is no time zone “${timezone}”.` };
  switch (draft.kind) {
    case "cron":
      return parsed(() => parseCron(draft.cron), { cron: draft.cron, timezone, day_or: draft.dayOr });
    case "rrule":
      return parsed(() => parseRecurrence(draft.rrule), { rrule: draft.rrule, timezone });
    case "interval":
      return readInterval(draft);
    default:
      return unreachable(draft.kind);
  }
}

function readInterval({ count, unit, anchor, timezone }: ScheduleDraft): { schedule: Schedule } | { problem: string } {
  if (count === undefined || count <= 0) return { problem: "An interval is longer than nothing." };
  const seconds = unit === "seconds" ? count : count * INTERVAL_UNITS[unit];
  if (Number.isNaN(Date.parse(anchor))) return { problem: "Say from when the interval is counted." };
  return { schedule: { interval: seconds, anchor_date: anchor, timezone } };
}

function parsed(parse: () => unknown, schedule: Schedule): { schedule: Schedule } | { problem: string } {
  try {
    parse();
    return { schedule };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
