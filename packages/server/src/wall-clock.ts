import { instant, type Instant } from "@tutti/core/instant";

// W1: Date knows what time it is, in whole milliseconds; `performance` knows what passed, to the microsecond. Every reading of
//     both bounds where the one began on the other, however long the process had to wait in the middle of it: all threads of
//     a server come to the same, and what one has written down is over for another that reads it.
// W2: an instant is later than the one before it, unless the wall clock was set back by a second or more.

/** Where a clock is read. */
export interface Readings {
  readonly wallMs: () => number;
  readonly elapsedMs: () => number;
}

const system: Readings = { wallMs: () => Date.now(), elapsedMs: () => performance.now() };

/** Enough to see a millisecond begin. */
const FIRST_READINGS = 100_000;
const SET_BACK_MICROS = 1_000_000;

/** A microsecond clock. It follows the wall clock when that is set. */
export function wallClock(readings: Readings = system): () => Instant {
  const { wallMs } = readings;
  const startMs = wallMs();
  for (let count = 0; count < FIRST_READINGS && wallMs() === startMs; count++);
  let anchorMs = -Infinity;
  let last = 0;
  const read = (): number => {
    const { leastMs, mostMs, elapsedMs } = bounds(readings);
    anchorMs = Math.min(Math.max(anchorMs, leastMs), mostMs);
    return Math.floor((anchorMs + elapsedMs) * 1000);
  };
  read();
  return () => {
    const now = read();
    last = now > last || last - now >= SET_BACK_MICROS ? now : last + 1;
    return instant(last);
  };
}

/** The wall clock at what `performance` calls zero was neither earlier nor later than that. */
function bounds({ wallMs, elapsedMs }: Readings): { leastMs: number; mostMs: number; elapsedMs: number } {
  const beforeMs = elapsedMs();
  const nowMs = wallMs();
  const afterMs = elapsedMs();
  return { leastMs: nowMs - afterMs, mostMs: nowMs + 1 - beforeMs, elapsedMs: afterMs };
}
