import type { LiveTopic } from "@tutti/core/wire/live";
import type { WorkPoolRow } from "@tutti/core/wire/dashboard-work";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";

/** What changes pools, their queues, their workers, and what is in them. */
export const POOL_TOPICS: readonly LiveTopic[] = [
  "flow-runs",
  "workers",
  "events:prefect.work-pool.",
  "events:prefect.work-queue.",
];

export function workPoolRows() {
  return queryOptions({
    queryKey: ["work-pools"],
    queryFn: ({ signal }) => readLive(POOL_TOPICS, () => request<WorkPoolRow[]>("/tutti/work-pools", { signal })),
  });
}
