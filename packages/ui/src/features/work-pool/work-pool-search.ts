import { readRunsSearch, type RunsSearch } from "../runs/runs-search.ts";
import { defined, oneOf, type RawSearch } from "../../url/search-params.ts";

export const POOL_TABS = ["runs", "upcoming", "queues", "slots", "workers", "deployments", "template"] as const;
export type PoolTab = (typeof POOL_TABS)[number];

export interface WorkPoolSearch extends RunsSearch {
  tab?: PoolTab;
}

export function readWorkPoolSearch(raw: RawSearch): WorkPoolSearch {
  return defined({ ...readRunsSearch(raw), tab: oneOf(raw["tab"], POOL_TABS) });
}

const QUEUE_TABS = ["runs", "upcoming"] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

export interface QueueSearch extends RunsSearch {
  tab?: QueueTab;
}

export function readQueueSearch(raw: RawSearch): QueueSearch {
  return defined({ ...readRunsSearch(raw), tab: oneOf(raw["tab"], QUEUE_TABS) });
}
