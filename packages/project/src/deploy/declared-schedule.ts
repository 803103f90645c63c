import { didYouMeanTimezone } from "@tutti/client/closest-timezone";
import { TuttiError } from "@tutti/core/errors";
import { parseInstant } from "@tutti/core/instant";
import { parseCron } from "@tutti/core/schedule/cron";
import { parseRecurrence } from "@tutti/core/schedule/rrule-text";
import { isTimezone } from "@tutti/core/schedule/zone";
import { duration } from "@tutti/core/wire/duration";
import { scheduleCreate } from "@tutti/core/wire/schedule";
import type { JsonObject } from "@tutti/core/json-object";
import type { DeclaredSchedule } from "./declared-deployment.ts";

/** A schedule as files and options write it: one of cron, interval and rrule, and what belongs to it. */
export interface WrittenSchedule {
  readonly cron?: string | null | undefined;
  /** Seconds, or a text such as PT1H. */
  readonly interval?: number | string | null | undefined;
  readonly rrule?: string | null | undefined;
  readonly timezone?: string | null | undefined;
  readonly anchor_date?: string | null | undefined;
  readonly day_or?: boolean | null | undefined;
  readonly active?: boolean | null | undefined;
  readonly parameters?: JsonObject | null | undefined;
  readonly slug?: string | null | undefined;
  readonly replaces?: string | null | undefined;
  readonly max_scheduled_runs?: number | null | undefined;
}

/** Reads a schedule. Throws `invalid_deployment`, with what is wrong in it. */
export function declaredSchedule(written: WrittenSchedule): DeclaredSchedule {
  const timezone = written.timezone || null;
  if (timezone !== null && !isTimezone(timezone)) {
    throw invalid(timezone, `no such timezone, as in Europe/Berlin.${didYouMeanTimezone(timezone)}`);
  }
  const { active, parameters, slug, replaces, max_scheduled_runs } = written;
  const rest = Object.entries({ active, parameters, slug, replaces, max_scheduled_runs });
  const declared: DeclaredSchedule = {
    schedule: timing(written, timezone),
    ...Object.fromEntries(rest.filter(([, value]) => isSaid(value))),
  };
  const checked = scheduleCreate.safeParse(declared);
  if (checked.success) return declared;
  const [issue] = checked.error.issues;
  throw invalid(JSON.stringify(written), `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim());
}

function timing(written: WrittenSchedule, timezone: string | null): DeclaredSchedule["schedule"] {
  const { cron, interval, rrule } = written;
  const zone = timezone === null ? {} : { timezone };
  if ([cron, interval, rrule].filter(isSaid).length !== 1) {
    throw invalid(JSON.stringify(written), "one of cron, interval and rrule is needed");
  }
  if (isSaid(cron)) {
    readable(cron, parseCron);
    return { cron, ...zone, ...(typeof written.day_or === "boolean" ? { day_or: written.day_or } : {}) };
  }
  if (isSaid(rrule)) {
    readable(rrule, parseRecurrence);
    return { rrule, ...zone };
  }
  return { interval: intervalSeconds(interval), ...zone, ...anchorOf(written) };
}

function intervalSeconds(interval: WrittenSchedule["interval"]): number {
  const seconds = duration.safeParse(interval);
  if (seconds.success && seconds.data > 0) return seconds.data;
  throw invalid(String(interval), "an interval is a number of seconds above zero, or a text such as PT1H");
}

function anchorOf({ anchor_date: anchor }: WrittenSchedule): { readonly anchor_date?: string } {
  if (!isSaid(anchor) || anchor === "") return {};
  if (parseInstant(anchor) !== null) return { anchor_date: anchor };
  throw invalid(anchor, "an anchor date is a time such as 2026-01-01T00:00:00Z");
}

function isSaid<T>(value: T): value is NonNullable<T> {
  return value !== null && value !== undefined;
}

function readable(text: string, parse: (text: string) => unknown): void {
  try {
    parse(text);
  } catch (error) {
    throw invalid(text, error instanceof Error ? error.message : String(error));
  }
}

function invalid(what: string, problem: string): TuttiError {
  return new TuttiError("invalid_deployment", `the schedule "${what}": ${problem}`);
}
