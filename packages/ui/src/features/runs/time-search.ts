import { formatWindow } from "../../time/moment.ts";
import { defined, oneOf, type RawSearch, timeOf } from "../../url/search-params.ts";

export const TIME_RANGES = ["1h", "24h", "7d", "30d"] as const;
export type TimeRange = (typeof TIME_RANGES)[number];

export const RANGE_WORDS: Record<TimeRange, string> = {
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
};

const HOUR_MS = 3_600_000;
const RANGE_MS: Record<TimeRange, number> = {
  "1h": HOUR_MS,
  "24h": 24 * HOUR_MS,
  "7d": 7 * 24 * HOUR_MS,
  "30d": 30 * 24 * HOUR_MS,
};

/** Which time is looked at: up to now, or a window of its own. */
export interface TimeSearch {
  range?: TimeRange;
  /** Ends of a window in ISO 8601, either of which may be open; they go before `range`. */
  since?: string;
  until?: string;
}

export const TIME_FILTERS = ["range", "since", "until"] as const satisfies (keyof TimeSearch)[];

export function readTimeSearch(raw: RawSearch): TimeSearch {
  return defined({
    range: oneOf(raw["range"], TIME_RANGES),
    since: timeOf(raw["since"]),
    until: timeOf(raw["until"]),
  });
}

/** The time alone, of an address that has more in it. */
export function timeIn({ range, since, until }: TimeSearch): TimeSearch {
  return defined({ range, since, until });
}

/** Milliseconds since the epoch; null for an end that is open. */
interface TimeWindow {
  readonly since: number | null;
  readonly until: number | null;
}

export function windowOf({ range, since, until }: TimeSearch, now: number): TimeWindow {
  if (since !== undefined || until !== undefined) {
    return { since: millisOf(since), until: millisOf(until) };
  }
  return { since: range === undefined ? null : now - RANGE_MS[range], until: null };
}

/** The same with both ends, for what is counted by time: up to now, and for as long as `fallback` where it is not said. */
export function closedWindowOf(search: TimeSearch, fallback: TimeRange, now: number): { since: number; until: number } {
  const { since, until } = windowOf(search, now);
  const end = until ?? now;
  return { since: Math.min(since ?? end - RANGE_MS[fallback], end), until: end };
}

/** Bounds of a filter by time, none where both ends are open. */
export function timeBounds(search: TimeSearch, now: number): { after_?: string; before_?: string } {
  const { since, until } = windowOf(search, now);
  return {
    ...(since === null ? {} : { after_: new Date(since).toISOString() }),
    ...(until === null ? {} : { before_: new Date(until).toISOString() }),
  };
}

/** `Last hour`, `22 Nov 10:00 – 23 Nov 12:30 UTC`; null for any time. */
export function timeWords({ range, since, until }: TimeSearch): string | null {
  if (since !== undefined || until !== undefined) return formatWindow(millisOf(since), millisOf(until));
  return range === undefined ? null : RANGE_WORDS[range];
}

function millisOf(text: string | undefined): number | null {
  return text === undefined ? null : Date.parse(text);
}
