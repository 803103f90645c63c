import type { RunLogs, RunsPage, RunsPageBody, Timeline } from "@tutti/core/wire/dashboard";
import type { Artifact } from "@tutti/core/wire/artifact";
import type { TaskRun } from "@tutti/core/wire/task-run";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { request } from "./http.ts";
import type { RunsPageRequest } from "./runs-request.ts";
import { freshness } from "./freshness.ts";

export const PAGE_SIZE = 100;

/** One page of runs after another, by cursor. */
export function runsPages(body: RunsPageRequest) {
  return infiniteQueryOptions({
    queryKey: ["runs", body],
    queryFn: ({ pageParam, signal }) =>
      request<RunsPage>("/tutti/runs/page", {
        method: "POST",
        body: { ...body, limit: PAGE_SIZE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as RunsPageBody["cursor"],
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (previous) => previous,
    ...freshness,
  });
}

export function runTimeline(id: string) {
  return queryOptions({
    queryKey: ["run", id, "timeline"],
    queryFn: ({ signal }) => request<Timeline>(`/tutti/flow-runs/${id}/timeline`, { signal }),
    ...freshness,
  });
}

/** All lines of a run and its subflows, page after page. */
export function runLogs(id: string) {
  return infiniteQueryOptions({
    queryKey: ["run", id, "logs"],
    queryFn: ({ pageParam, signal }) =>
      request<RunLogs>(`/tutti/flow-runs/${id}/logs`, { method: "POST", body: { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    ...freshness,
  });
}

export function taskRunDetails(id: string) {
  return queryOptions({
    queryKey: ["task-run", id],
    queryFn: ({ signal }) => request<TaskRun>(`/task_runs/${id}`, { signal }),
    ...freshness,
  });
}

export function artifactDetails(id: string) {
  return queryOptions({
    queryKey: ["artifact", id],
    queryFn: ({ signal }) => request<Artifact>(`/artifacts/${id}`, { signal }),
    staleTime: Infinity,
  });
}
