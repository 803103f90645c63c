import type { RunsActivity } from "@tutti/core/wire/dashboard-runs";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { timelessFilters } from "./runs-request.ts";
import type { RunsSearch } from "./runs-search.ts";
import { closedWindowOf, type TimeRange } from "./time-search.ts";

const BARS = 60;

/** Over which time things are counted where nothing is said. */
export const ACTIVITY_RANGE: TimeRange = "24h";

/** How many runs began when, and how many of their tasks. */
export function runsActivity(search: RunsSearch, hasTaskRuns: boolean) {
  return queryOptions({
    queryKey: ["activity", search, hasTaskRuns],
    queryFn: ({ signal }) => {
      const { since, until } = closedWindowOf(search, ACTIVITY_RANGE, Date.now());
      const body = {
        ...timelessFilters(search),
        history_start: new Date(since).toISOString(),
        history_end: new Date(until).toISOString(),
        // No bar is for less than a second.
        history_interval_seconds: Math.max(1, (until - since) / 1000 / BARS),
        has_task_runs: hasTaskRuns,
      };
      return request<RunsActivity>("/tutti/runs/activity", { method: "POST", body, signal });
    },
    placeholderData: keepPreviousData,
  });
}
