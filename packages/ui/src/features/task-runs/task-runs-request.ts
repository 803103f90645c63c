import type { TaskRunSort as WireSort } from "@tutti/core/wire/task-run";
import { stateFilter } from "../runs/runs-request.ts";
import { timeBounds } from "../runs/time-search.ts";
import type { TaskRunSort, TaskRunsSearch } from "./task-runs-search.ts";

const SORTS: Record<TaskRunSort, WireSort> = {
  newest: "EXPECTED_START_TIME_DESC",
  oldest: "EXPECTED_START_TIME_ASC",
  name: "NAME_ASC",
  "name-desc": "NAME_DESC",
};

/** The JSON filters of `POST /api/task_runs/filter`; what stands for a subflow is no task. */
export function taskRunsFilters(search: TaskRunsSearch, now: number) {
  const { q, state, flow, tag, sort = "newest" } = search;
  const bounds = timeBounds(search, now);
  return {
    flows: flow === undefined ? null : { name: { any_: flow } },
    task_runs: {
      subflow_runs: { exists_: false },
      ...(q === undefined ? {} : { name: { like_: q } }),
      ...stateFilter(state),
      ...(tag === undefined ? {} : { tags: { all_: tag } }),
      ...(Object.keys(bounds).length === 0 ? {} : { expected_start_time: bounds }),
    },
    sort: SORTS[sort],
  };
}
