import { defined, oneOf, type RawSearch } from "../../url/search-params.ts";

export const WORKER_TABS = ["runs", "log", "events"] as const;
export type WorkerTab = (typeof WORKER_TABS)[number];

export interface WorkerSearch {
  tab?: WorkerTab;
}

export function readWorkerSearch(raw: RawSearch): WorkerSearch {
  return defined({ tab: oneOf(raw["tab"], WORKER_TABS) });
}
