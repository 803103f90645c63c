import { addSeconds, type Instant } from "../instant.ts";
import type { Schedule } from "../wire/schedule.ts";
import { occurrences } from "./occurrences.ts";

/** How far ahead runs are made. */
export interface Horizon {
  /** No earlier slot is made up for. */
  readonly start: Instant;
  readonly end: Instant;
  /** At least so many runs, and until at least so many seconds after the start. */
  readonly minRuns: number;
  readonly minSeconds: number;
  readonly maxRuns: number;
}

/** The fewest slots that reach the horizon. */
export function nextTimes(schedule: Schedule, horizon: Horizon): Instant[] {
  const enough = addSeconds(horizon.start, horizon.minSeconds);
  const times: Instant[] = [];
  if (horizon.maxRuns <= 0) return times;
  for (const at of occurrences(schedule, horizon.start, horizon.end)) {
    times.push(at);
    if (times.length >= horizon.maxRuns || (times.length >= horizon.minRuns && at >= enough)) break;
  }
  return times;
}
