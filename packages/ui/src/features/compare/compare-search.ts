import { defined, listOf, oneOf, type RawSearch } from "../../url/search-params.ts";

export interface CompareSearch {
  /** The runs, in their order; the first is what the others are held against. */
  run?: string[];
  show?: "differences";
}

export function readCompareSearch(raw: RawSearch): CompareSearch {
  return defined({ run: listOf(raw["run"]), show: oneOf(raw["show"], ["differences"] as const) });
}
