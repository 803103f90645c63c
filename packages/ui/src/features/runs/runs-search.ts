import { defined, listOf, oneOf, type RawSearch, textOf } from "../../url/search-params.ts";

export const TIME_RANGES = ["1h", "24h", "7d", "30d"] as const;
export type TimeRange = (typeof TIME_RANGES)[number];

export const RANGE_WORDS: Record<TimeRange, string> = {
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
};

const HOUR_MS = 3_600_000;
export const RANGE_MS: Record<TimeRange, number> = {
  "1h": HOUR_MS,
  "24h": 24 * HOUR_MS,
  "7d": 7 * 24 * HOUR_MS,
  "30d": 30 * 24 * HOUR_MS,
};

const RUN_SORTS = ["newest", "oldest", "name", "name-desc", "longest"] as const;
export type RunSort = (typeof RUN_SORTS)[number];

/** The filters of a list of runs, as the address keeps them. */
export interface RunsSearch {
  q?: string;
  /** State types (`FAILED`) and names (`Late`), ORed. */
  state?: string[];
  /** Names of flows, ORed. */
  flow?: string[];
  /** Tags, ANDed. */
  tag?: string[];
  /** Names of deployments, ORed. */
  deployment?: string[];
  /** Names of work pools, ORed. */
  pool?: string[];
  range?: TimeRange;
  sort?: RunSort;
  /** Whether the activity chart is open. */
  activity?: "on";
}

/** Where a list of runs stands: it holds those of one deployment, pool or queue alone. */
export interface RunsScope {
  /** An id. */
  deployment?: string;
  /** A name, as that of its queue is. */
  pool?: string;
  queue?: string;
}

export function readRunsSearch(raw: RawSearch): RunsSearch {
  return defined({
    q: textOf(raw["q"]),
    state: listOf(raw["state"]),
    flow: listOf(raw["flow"]),
    tag: listOf(raw["tag"]),
    deployment: listOf(raw["deployment"]),
    pool: listOf(raw["pool"]),
    range: oneOf(raw["range"], TIME_RANGES),
    sort: oneOf(raw["sort"], RUN_SORTS),
    activity: oneOf(raw["activity"], ["on"]),
  });
}

/** What the address filters by; sorting and what else is shown is none of it. */
export const RUN_FILTERS = ["q", "state", "flow", "tag", "deployment", "pool", "range"] as const;

export function isFiltered(search: RunsSearch): boolean {
  return RUN_FILTERS.some((filter) => search[filter] !== undefined);
}
