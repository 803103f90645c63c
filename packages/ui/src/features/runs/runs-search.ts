import { defined, listOf, oneOf, type RawSearch, textOf } from "../../url/search-params.ts";
import { readLength, writeLength } from "./length-search.ts";
import { readTimeSearch, TIME_FILTERS, type TimeSearch } from "./time-search.ts";

const RUN_SORTS = ["newest", "oldest", "name", "name-desc", "longest"] as const;
export type RunSort = (typeof RUN_SORTS)[number];

const PLOTS = ["on", "table"] as const;
export type Plot = (typeof PLOTS)[number];

/** The filters of a list of runs, as the address keeps them. */
export interface RunsSearch extends TimeSearch {
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
  /** How long they ran, in seconds: `10-60`, `-1`, `3600-`. */
  length?: string;
  /** Whether runs that others called are left out. */
  subflows?: "hide";
  sort?: RunSort;
  /** Whether the activity chart is open. */
  activity?: "on";
  /** Whether the runs are plotted by start and length, or the same told in a table. */
  plot?: Plot;
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
    ...readTimeSearch(raw),
    length: writeLength(readLength(raw["length"])),
    subflows: oneOf(raw["subflows"], ["hide"]),
    sort: oneOf(raw["sort"], RUN_SORTS),
    activity: oneOf(raw["activity"], ["on"]),
    plot: oneOf(raw["plot"], PLOTS),
  });
}

/** What the address filters by; sorting and what else is shown is none of it. */
export const RUN_FILTERS = [
  "q",
  "state",
  "flow",
  "tag",
  "deployment",
  "pool",
  "length",
  "subflows",
  ...TIME_FILTERS,
] as const;

export function isFiltered(search: RunsSearch): boolean {
  return RUN_FILTERS.some((filter) => search[filter] !== undefined);
}
