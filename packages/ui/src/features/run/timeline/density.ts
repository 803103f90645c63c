import type { Tone } from "../../../state/tone.ts";
import type { Segment } from "./segments.ts";
import type { TimeView } from "./time-scale.ts";

/** How many of a group ran in one slice of the axis, by how they went. */
export interface DensityBin {
  total: number;
  parts: { tone: Tone; count: number }[];
}

/** From the bottom of a bar to its top: what went wrong stands out at the foot. */
const ORDER: Tone[] = ["failed", "crashed", "running", "cached", "completed", "paused", "cancelled"];

/**
 * Slices of equal length, in each the number of runs that were under way. Difference arrays: the cost is runs + bins,
 * not runs × bins.
 */
export function densityOf(
  runs: readonly (readonly Segment[])[],
  view: TimeView,
  now: number,
  bins: number,
): DensityBin[] {
  const span = Math.max(1, view.toAt - view.fromAt);
  const changes = new Map<Tone, Int32Array>();
  for (const segments of runs) {
    for (const { kind, tone, startAt, endAt } of segments) {
      const until = endAt ?? now;
      if (kind !== "run" || until < view.fromAt || startAt > view.toAt) continue;
      const change = changes.get(tone) ?? new Int32Array(bins + 1);
      changes.set(tone, change);
      const first = binOf(startAt, view, span, bins);
      const last = binOf(until, view, span, bins);
      change[first] = (change[first] ?? 0) + 1;
      change[last + 1] = (change[last + 1] ?? 0) - 1;
    }
  }
  const counts = new Map([...changes].map(([tone, change]) => [tone, runningSums(change)]));
  return Array.from({ length: bins }, (_, bin) => {
    const tones = [...counts.keys()].sort((a, b) => rank(a) - rank(b));
    const parts = tones.map((tone) => ({ tone, count: counts.get(tone)?.[bin] ?? 0 })).filter(({ count }) => count > 0);
    return { total: parts.reduce((sum, { count }) => sum + count, 0), parts };
  });
}

function binOf(at: number, view: TimeView, span: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.floor(((at - view.fromAt) / span) * bins)));
}

function runningSums(changes: Int32Array): number[] {
  let sum = 0;
  return [...changes].map((change) => (sum += change));
}

function rank(tone: Tone): number {
  const index = ORDER.indexOf(tone);
  return index === -1 ? ORDER.length : index;
}
