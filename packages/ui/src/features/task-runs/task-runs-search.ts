import { defined, listOf, oneOf, type RawSearch, textOf } from "../../url/search-params.ts";
import { readTimeSearch, TIME_FILTERS, type TimeSearch } from "../runs/time-search.ts";

const TASK_RUN_SORTS = ["newest", "oldest", "name", "name-desc"] as const;
export type TaskRunSort = (typeof TASK_RUN_SORTS)[number];

/** The filters of the list of task runs, as the address keeps them. */
export interface TaskRunsSearch extends TimeSearch {
  q?: string;
  /** State types (`FAILED`) and names (`Cached`), ORed. */
  state?: string[];
  /** Names of flows, ORed. */
  flow?: string[];
  /** Tags, ANDed. */
  tag?: string[];
  sort?: TaskRunSort;
}

export function readTaskRunsSearch(raw: RawSearch): TaskRunsSearch {
  return defined({
    q: textOf(raw["q"]),
    state: listOf(raw["state"]),
    flow: listOf(raw["flow"]),
    tag: listOf(raw["tag"]),
    ...readTimeSearch(raw),
    sort: oneOf(raw["sort"], TASK_RUN_SORTS),
  });
}

export const TASK_RUN_FILTERS = ["q", "state", "flow", "tag", ...TIME_FILTERS] as const;

export function isFiltered(search: TaskRunsSearch): boolean {
  return TASK_RUN_FILTERS.some((filter) => search[filter] !== undefined);
}
