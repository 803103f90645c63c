import type { Trip } from "./trips.ts";

export const MIN_MINUTES = 1;
export const MAX_MINUTES = 60;
const FAR_MILES = 100;

interface Count {
  readonly label: string;
  readonly count: number;
}

/** The values from `from` up to, not including, `to`; the last bin of a histogram may be open (`to` is Infinity). */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The spread of the trips that began in one hour of the day, in minutes. */
export interface HourSpread {
  readonly hour: number;
  readonly count: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
}

/** What a month of trips looks like before a model sees it. */
export interface Exploration {
  readonly source: string;
  readonly rowCount: number;
  readonly keptCount: number;
  /** Why the others were dropped; each row counts once, for the first reason that holds. */
  readonly dropped: readonly Count[];
  /** Odd rows among the kept ones. */
  readonly suspicious: readonly Count[];
  readonly medianMinutes: number;
  readonly medianMiles: number;
  readonly zonePairCount: number;
  readonly durations: readonly Bin[];
  readonly distances: readonly Bin[];
  readonly hours: readonly HourSpread[];
}

const DROP_REASONS: readonly { readonly label: string; readonly holds: (minutes: number) => boolean }[] = [
  { label: "no pick-up or drop-off time", holds: Number.isNaN },
  { label: "ends before it begins", holds: (minutes) => minutes < 0 },
  { label: "shorter than a minute", holds: (minutes) => minutes < MIN_MINUTES },
  { label: "longer than an hour", holds: (minutes) => minutes > MAX_MINUTES },
];

/** Counts and spreads of a month. `trips` must have at least one row. */
export function explore(source: string, trips: readonly Trip[]): Exploration {
  const kept = trips.filter((trip) => dropReason(trip) === undefined);
  const minutes = kept.map((trip) => trip.durationMinutes).sort((a, b) => a - b);
  const miles = kept.map((trip) => trip.distanceMiles).sort((a, b) => a - b);
  return {
    source,
    rowCount: trips.length,
    keptCount: kept.length,
    dropped: DROP_REASONS.map(({ label }) => ({
      label,
      count: trips.filter((trip) => dropReason(trip) === label).length,
    })),
    suspicious: [
      { label: "with a distance of zero", count: miles.filter((value) => value === 0).length },
      { label: `of more than ${FAR_MILES} miles`, count: miles.filter((value) => value > FAR_MILES).length },
      { label: "picked up in another month", count: kept.length - countInMainMonth(kept) },
    ],
    medianMinutes: quantile(minutes, 0.5),
    medianMiles: quantile(miles, 0.5),
    zonePairCount: new Set(kept.map((trip) => `${trip.pickupZone}_${trip.dropoffZone}`)).size,
    durations: histogram(minutes, { width: 2, last: 60, isOpen: false }),
    distances: histogram(miles, { width: 1, last: 25, isOpen: true }),
    hours: Array.from({ length: 24 }, (_, hour) => hourSpread(hour, kept)),
  };
}

function dropReason(trip: Trip): string | undefined {
  return DROP_REASONS.find(({ holds }) => holds(trip.durationMinutes))?.label;
}

function countInMainMonth(trips: readonly Trip[]): number {
  const counts = new Map<string, number>();
  for (const trip of trips) {
    const month = new Date(trip.pickupAtMs).toISOString().slice(0, 7);
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** Bins of one width from 0 to `last`; an open histogram ends with a bin for everything beyond, a closed one keeps `last` itself. */
function histogram(
  values: readonly number[],
  { width, last, isOpen }: { readonly width: number; readonly last: number; readonly isOpen: boolean },
): Bin[] {
  const edges = Array.from({ length: last / width }, (_, index) => index * width);
  const bins = edges.map((from) => ({ from, to: from + width, count: 0 }));
  if (isOpen) bins.push({ from: last, to: Number.POSITIVE_INFINITY, count: 0 });
  for (const value of values) {
    const bin = bins[Math.min(Math.floor(value / width), bins.length - 1)];
    if (bin !== undefined) bin.count += 1;
  }
  return bins;
}

function hourSpread(hour: number, trips: readonly Trip[]): HourSpread {
  const minutes = trips
    .filter((trip) => new Date(trip.pickupAtMs).getUTCHours() === hour)
    .map((trip) => trip.durationMinutes)
    .sort((a, b) => a - b);
  return {
    hour,
    count: minutes.length,
    lowerQuartile: quantile(minutes, 0.25),
    median: quantile(minutes, 0.5),
    upperQuartile: quantile(minutes, 0.75),
  };
}

/** The value at a share of a sorted list, between neighbours as NumPy does by default; 0 for an empty list. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? 0;
  return low + (high - low) * (at - Math.floor(at));
}
