import type { Artifact } from "@tutti/core/wire/artifact";
import type { RunLogs, Timeline } from "@tutti/core/wire/dashboard";
import type { TaskRun } from "@tutti/core/wire/task-run";
import type { LiveTopic } from "@tutti/core/wire/live";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { appendLines, linesOf } from "../../api/log-patch.ts";
import { patchTimeline } from "../../api/timeline-patch.ts";

export function runTopic(id: string): LiveTopic {
  return `flow-run:${id}`;
}

export function runTimeline(id: string) {
  return queryOptions({
    queryKey: ["run", id, "timeline"],
    queryFn: ({ signal }) =>
      readLive(runTopic(id), () => request<Timeline>(`/tutti/flow-runs/${id}/timeline`, { signal }), patchTimeline),
    structuralSharing: false,
  });
}

/** The lines of a run and its subflows, page after page. */
export function runLogs(id: string) {
  return infiniteQueryOptions({
    queryKey: ["run", id, "logs"],
    queryFn: ({ pageParam, signal }) =>
      readLive(
        runTopic(id),
        () => request<RunLogs>(`/tutti/flow-runs/${id}/logs`, { method: "POST", body: { cursor: pageParam }, signal }),
        (page, changes) =>
          page.next_cursor === null
            ? { ...page, results: appendLines(page.results, linesOf(changes, new Set([id]))) }
            : page,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page: RunLogs) => page.next_cursor,
    structuralSharing: false,
  });
}

export function taskRunDetails(id: string) {
  return queryOptions({
    queryKey: ["task-run", id],
    queryFn: ({ signal }) => request<TaskRun>(`/task_runs/${id}`, { signal }),
  });
}

export function artifactDetails(id: string) {
  return queryOptions({
    queryKey: ["artifact", id],
    queryFn: ({ signal }) => request<Artifact>(`/artifacts/${id}`, { signal }),
  });
}
