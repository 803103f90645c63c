import { readRunsSearch, type RunsSearch } from "../runs/runs-search.ts";
import { defined, oneOf, type RawSearch, textOf } from "../../url/search-params.ts";

const FLOW_SORTS = ["recent", "name", "name-desc", "created"] as const;
export type FlowSort = (typeof FLOW_SORTS)[number];

export interface FlowsSearch {
  q?: string;
  sort?: FlowSort;
}

export function readFlowsSearch(raw: RawSearch): FlowsSearch {
  return defined({ q: textOf(raw["q"]), sort: oneOf(raw["sort"], FLOW_SORTS) });
}

const FLOW_TABS = ["runs", "grid", "trends", "deployments"] as const;
export type FlowTab = (typeof FLOW_TABS)[number];

/** What the address of a flow's page keeps: its tab, and the filters of its runs. */
export interface FlowSearch extends RunsSearch {
  tab?: FlowTab;
}

export function readFlowSearch(raw: RawSearch): FlowSearch {
  return defined({ ...readRunsSearch(raw), tab: oneOf(raw["tab"], FLOW_TABS) });
}
