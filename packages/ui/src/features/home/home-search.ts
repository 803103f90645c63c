import { defined, listOf, oneOf, type RawSearch } from "../../url/search-params.ts";
import { readTimeSearch, type TimeSearch } from "../runs/time-search.ts";

/** Of which runs the home page tells. */
export interface HomeSearch extends TimeSearch {
  /** ANDed. */
  tag?: string[];
  subflows?: "hide";
}

export function readHomeSearch(raw: RawSearch): HomeSearch {
  return defined({
    ...readTimeSearch(raw),
    tag: listOf(raw["tag"]),
    subflows: oneOf(raw["subflows"], ["hide"]),
  });
}

/** What somebody should look at: what went wrong, what is late, what waits for a person. */
export const TROUBLE = ["FAILED", "CRASHED", "PAUSED", "Late"];
export const UNDER_WAY = ["RUNNING", "PENDING", "CANCELLING"];
