import { secondsBetween, type Instant } from "./instant.ts";

/** Both clocks at one moment: the one leases are measured by, which may be set, and one that only runs forward. */
export interface ClockReading {
  readonly wall: Instant;
  /** Stands still while the machine sleeps. */
  readonly monotonicMs: number;
}

/**
 * Whether the server was away, asleep or stuck, or its clock was set, since it last looked. Owners could not renew
 * their leases then, or renewed them by another time: what ended meanwhile says nothing of them. A server that has just
 * started was away.
 */
export function wasAbsent(last: ClockReading | null, now: ClockReading, periodSeconds: number): boolean {
  if (last === null) return true;
  const passed = secondsBetween(now.wall, last.wall);
  const ran = (now.monotonicMs - last.monotonicMs) / 1000;
  return passed < 0 || passed > 2 * periodSeconds || ran > 2 * periodSeconds;
}
