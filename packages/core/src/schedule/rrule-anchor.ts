import { addSeconds, formatInstant, instant, type Instant } from "../instant.ts";
import type { Frequency } from "./rrule-parts.ts";
import { parseRecurrence } from "./rrule-text.ts";
import { toWall, wallTime, type WallTime } from "./zone.ts";

/** Where rules begin that do not say. */
export const DEFAULT_ANCHOR: WallTime = wallTime(1_577_836_800_000_000);

const STEP_SECONDS: Partial<Record<Frequency, number>> = { SECONDLY: 1, MINUTELY: 60 };

/**
 * The rule with the time at which it begins. One that comes every few seconds or minutes begins anew not long before now, on a
 * step that it would have taken anyway, so that nobody counts them from 2020 on.
 */
export function anchorRrule(text: string, timezone: string | null, now: Instant): string {
  const set = parseRecurrence(text);
  if (set.start !== null) return text;
  const [rule, ...others] = set.rules;
  const isPlain = [others, set.dates, set.exceptDates, set.exceptRules].every((list) => list.length === 0);
  const period = rule?.count === null && isPlain ? (STEP_SECONDS[rule.frequency] ?? 0) * rule.interval : 0;
  if (period === 0) return begun(text, DEFAULT_ANCHOR);
  const elapsed = Math.floor((toWall(now, timezone || "UTC") - DEFAULT_ANCHOR) / 1_000_000);
  return begun(text, addSeconds(instant(DEFAULT_ANCHOR), Math.max(0, Math.floor(elapsed / period) * period)));
}

function begun(text: string, at: number): string {
  return `DTSTART:${formatInstant(instant(at)).replaceAll(/[-:Z]/g, "")}\n${text}`;
}
