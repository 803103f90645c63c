import type { PoolOccupancy } from "@tutti/core/wire/pool-occupancy";
import type { QueuePlan } from "@tutti/core/wire/queue-plan";
import type { WorkPool, WorkPoolConcurrency } from "@tutti/core/wire/work-pool";
import type { WorkQueue } from "@tutti/core/wire/work-queue";
import type { Worker } from "@tutti/core/wire/worker";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { poolPath } from "../../api/work-pool-actions.ts";
import { POOL_TOPICS } from "../work-pools/work-pools-query.ts";

export function workPoolDetails(name: string) {
  return queryOptions({
    queryKey: ["work-pool", name, "details"],
    queryFn: ({ signal }) => readLive(POOL_TOPICS, () => request<WorkPool>(poolPath(name), { signal, isExact: true })),
  });
}

/** By priority. */
export function poolQueues(name: string) {
  return queryOptions({
    queryKey: ["work-pool", name, "queues"],
    queryFn: ({ signal }) =>
      readLive(POOL_TOPICS, () =>
        request<WorkQueue[]>(`${poolPath(name)}/queues/filter`, { method: "POST", body: {}, signal }),
      ),
  });
}

/** The last that was heard of first. */
export function poolWorkers(name: string) {
  return queryOptions({
    queryKey: ["work-pool", name, "workers"],
    queryFn: ({ signal }) =>
      readLive(POOL_TOPICS, () =>
        request<Worker[]>(`${poolPath(name)}/workers/filter`, { method: "POST", body: {}, signal }),
      ),
  });
}

export function queueDetails(pool: string, name: string) {
  return queryOptions({
    queryKey: ["work-pool", pool, "queue", name],
    queryFn: ({ signal }) =>
      readLive(POOL_TOPICS, () =>
        request<WorkQueue>(`${poolPath(pool)}/queues/${encodeURIComponent(name)}`, { signal }),
      ),
  });
}

/** The pool's queues with what is due in each. */
export function queuePlan(pool: string) {
  return queryOptions({
    queryKey: ["work-pool", pool, "queue-plan"],
    queryFn: ({ signal }) =>
      readLive(POOL_TOPICS, () =>
        request<QueuePlan>(`/tutti/work-pools/${encodeURIComponent(pool)}/queue-plan`, { signal }),
      ),
  });
}

/** How many of the pool's runs were under way at once. */
export function poolOccupancy(pool: string, seconds: number) {
  return queryOptions({
    queryKey: ["work-pool", pool, "occupancy", seconds],
    queryFn: ({ signal }) =>
      readLive(POOL_TOPICS, () =>
        request<PoolOccupancy>(`/tutti/work-pools/${encodeURIComponent(pool)}/occupancy`, {
          method: "POST",
          body: { seconds },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

const HOLDERS_MAX = 100;

/** Who holds the pool's slots now, queue by queue. */
export function poolConcurrency(pool: string) {
  return queryOptions({
    queryKey: ["work-pool", pool, "concurrency"],
    queryFn: ({ signal }) =>
      readLive(POOL_TOPICS, () =>
        request<WorkPoolConcurrency>(`${poolPath(pool)}/concurrency_status`, {
          method: "POST",
          body: { flow_run_limit: HOLDERS_MAX },
          signal,
        }),
      ),
  });
}
