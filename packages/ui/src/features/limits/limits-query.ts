import type { GlobalConcurrencyLimit, TagLimit } from "@tutti/core/wire/concurrency-limit";
import type { DeploymentLimits, LimitUse } from "@tutti/core/wire/limit-use";
import type { LiveTopic } from "@tutti/core/wire/live";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { readAll } from "../../api/read-all.ts";

/** While slots are held they are looked at so often. */
const BUSY_MS = 4000;

/** Slots are taken and given back with these; what decays is seen at the next look. */
export const LIMIT_TOPICS: readonly LiveTopic[] = [
  "events:prefect.concurrency-limit.",
  "events:prefect.task-run.",
  "flow-runs",
];

export function globalLimits() {
  return queryOptions({
    queryKey: ["limits", "global"],
    queryFn: ({ signal }) =>
      readLive(LIMIT_TOPICS, () => readAll<GlobalConcurrencyLimit>("/v2/concurrency_limits/filter", {}, { signal })),
  });
}

export function tagLimits() {
  return queryOptions({
    queryKey: ["limits", "tags"],
    queryFn: ({ signal }) =>
      readLive(LIMIT_TOPICS, () => readAll<TagLimit>("/concurrency_limits/filter", {}, { signal })),
  });
}

/** Who holds a limit's slots, and who waits for them. */
export function limitUse(id: string) {
  return queryOptions({
    queryKey: ["limits", "use", id],
    queryFn: ({ signal }) =>
      readLive(LIMIT_TOPICS, () => request<LimitUse>(`/tutti/concurrency-limits/${id}`, { signal })),
    // Who lets a lease end, or gives up, is told to nobody, nor who asks another server of the database in vain.
    refetchInterval: ({ state: { data, error } }) =>
      data === undefined || error !== null || isIdle(data) ? false : BUSY_MS,
  });
}

function isIdle({ holders, waiters }: LimitUse): boolean {
  return holders.length === 0 && waiters.length === 0;
}

export function deploymentLimits() {
  return queryOptions({
    queryKey: ["limits", "deployments"],
    queryFn: ({ signal }) =>
      readLive(LIMIT_TOPICS, () => request<DeploymentLimits>("/tutti/deployment-limits", { signal })),
  });
}
