import { type Instant, instant } from "@tutti/core/instant";
import { wallMs } from "./wall-clock.ts";

const DRIFT_LIMIT_MS = 20;

let wallAtOrigin = wallMs() - performance.now();
let last = 0;

/**
 * The wall clock in microseconds, strictly increasing within the process: the server orders a run's states by their
 * timestamps and drops one that is not newer. Follows the wall clock when it is set anew.
 */
export function now(): Instant {
  const elapsed = performance.now();
  const wall = wallMs();
  if (Math.abs(wallAtOrigin + elapsed - wall) > DRIFT_LIMIT_MS) wallAtOrigin = wall - elapsed;
  last = Math.max(last + 1, Math.floor((wallAtOrigin + elapsed) * 1000));
  return instant(last);
}
