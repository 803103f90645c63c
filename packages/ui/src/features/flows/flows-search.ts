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
