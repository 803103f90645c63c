import type { Artifact } from "@tutti/core/wire/artifact";
import type { RunLogs, Timeline } from "@tutti/core/wire/dashboard";
import type { WaitingFacts } from "@tutti/core/wire/dashboard-work";
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
      readLive(
        runTopic(id),
        () => request<Timeline>(`/tutti/flow-runs/${id}/timeline`, { signal, isExact: true }),
        patchTimeline,
      ),
    structuralSharing: false,
  });
}

/** `topics` are those that tell when it may be something else. */
export function waitingFacts(id: string, topics: readonly LiveTopic[]) {
  return queryOptions({
    queryKey: ["run", id, "waiting"],
    queryFn: ({ signal }) =>
      readLive(topics, () => request<WaitingFacts>(`/tutti/flow-runs/${id}/waiting`, { signal })),
  });
}

/** The lines of a run and its subflows, page after page; `subflowIds` are those whose lines may come meanwhile. */
export function runLogs(id: string, subflowIds: readonly string[] = []) {
  return infiniteQueryOptions({
    queryKey: ["run", id, "logs"],
    queryFn: ({ pageParam, signal }) =>
      readLive(
        runTopic(id),
        () => readLogs(id, pageParam, signal),
        (page, changes) =>
          page.next_cursor === null
            ? { ...page, results: appendLines(page.results, linesOf(changes, new Set([id, ...subflowIds]))) }
            : page,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page: RunLogs) => page.next_cursor,
    structuralSharing: false,
  });
}

/** A first screen comes at once; the rest of a long log in few calls. */
const FIRST_LINES = 2000;
const MORE_LINES = 20_000;

function readLogs(id: string, cursor: string | null, signal: AbortSignal): Promise<RunLogs> {
  const limit = cursor === null ? FIRST_LINES : MORE_LINES;
  return request<RunLogs>(`/tutti/flow-runs/${id}/logs`, { method: "POST", body: { cursor, limit }, signal });
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
