import { defined, oneOf, type RawSearch } from "../../url/search-params.ts";
import { TIME_RANGES, type TimeRange } from "../runs/runs-search.ts";

export interface HomeSearch {
  range?: TimeRange;
}

export function readHomeSearch(raw: RawSearch): HomeSearch {
  return defined({ range: oneOf(raw["range"], TIME_RANGES) });
}

/** What somebody should look at: what went wrong, what is late, what waits for a person. */
export const TROUBLE = ["FAILED", "CRASHED", "PAUSED", "Late"];
export const UNDER_WAY = ["RUNNING", "PENDING", "CANCELLING"];
