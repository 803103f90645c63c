import type { LiveTopic } from "@tutti/core/wire/live";
import type { WorkerDetails, WorkerLogs } from "@tutti/core/wire/worker-details";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";

/** A worker is heard of with each heartbeat, and tells of the runs it takes. */
export const WORKER_TOPICS: readonly LiveTopic[] = ["workers", "flow-runs", "events:prefect.worker."];

function workerPath(pool: string, name: string): string {
  return `/tutti/work-pools/${encodeURIComponent(pool)}/workers/${encodeURIComponent(name)}`;
}

export function workerDetails(pool: string, name: string) {
  return queryOptions({
    queryKey: ["worker", pool, name, "details"],
    queryFn: ({ signal }) => readLive("workers", () => request<WorkerDetails>(workerPath(pool, name), { signal })),
  });
}

export function workerLogs(pool: string, name: string) {
  return queryOptions({
    queryKey: ["worker", pool, name, "logs"],
    queryFn: ({ signal }) => request<WorkerLogs>(`${workerPath(pool, name)}/logs`, { signal }),
  });
}
