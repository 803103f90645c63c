import { addSeconds, formatInstant, instant, type Instant } from "../instant.ts";
import { parseRecurrence } from "./rrule-text.ts";
import { toWall, wallTime, type WallTime } from "./zone.ts";

/** Where rules begin that do not say. */
export const DEFAULT_ANCHOR: WallTime = wallTime(1_577_836_800_000_000);

const STEP_SECONDS = { SECONDLY: 1, MINUTELY: 60 } as const;

/**
 * The rule with the time at which it begins. One that comes every few seconds or minutes begins anew not long before now, on a
 * step that it would have taken anyway, so that nobody counts them from 2020 on.
 */
export function anchorRrule(text: string, timezone: string | null, now: Instant): string {
  const set = parseRecurrence(text);
  if (set.start !== null) return text;
  const [rule, ...others] = set.rules;
  const isPlain = others.length === 0 && set.dates.length + set.exceptDates.length + set.exceptRules.length === 0;
  const step = rule === undefined ? undefined : Object.entries(STEP_SECONDS).find(([name]) => name === rule.frequency);
  if (rule === undefined || step === undefined || rule.count !== null || !isPlain) return begun(text, DEFAULT_ANCHOR);
  const period = step[1] * rule.interval;
  const elapsed = Math.floor((toWall(now, timezone || "UTC") - DEFAULT_ANCHOR) / 1_000_000);
  return begun(text, addSeconds(instant(DEFAULT_ANCHOR), Math.max(0, Math.floor(elapsed / period) * period)));
}

function begun(text: string, at: number): string {
  return `DTSTART:${formatInstant(instant(at)).replaceAll(/[-:Z]/g, "")}\n${text}`;
}
