import { defined, oneOf, type RawSearch } from "../../url/search-params.ts";

export const TASK_RUN_TABS = ["logs", "attempts", "details", "artifacts", "events"] as const;
export type TaskRunTab = (typeof TASK_RUN_TABS)[number];

export interface TaskRunSearch {
  tab?: TaskRunTab;
}

export function readTaskRunSearch(raw: RawSearch): TaskRunSearch {
  return defined({ tab: oneOf(raw["tab"], TASK_RUN_TABS) });
}
