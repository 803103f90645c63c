import type { Instant } from "../instant.ts";

/** Stub: see rrule.ts. */
export function anchorRrule(rrule: string, _timezone: string | null, _now: Instant): string {
  return rrule;
}
