import type { QueuePlan } from "@tutti/core/wire/queue-plan";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { WorkQueue } from "@tutti/core/wire/work-queue";
import type { Worker } from "@tutti/core/wire/worker";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { poolPath } from "../../api/work-pool-actions.ts";

export function workPoolDetails(name: string) {
  return queryOptions({
    queryKey: ["work-pool", name, "details"],
    queryFn: ({ signal }) => request<WorkPool>(poolPath(name), { signal }),
  });
}

/** By priority. */
export function poolQueues(name: string) {
  return queryOptions({
    queryKey: ["work-pool", name, "queues"],
    queryFn: ({ signal }) =>
      request<WorkQueue[]>(`${poolPath(name)}/queues/filter`, { method: "POST", body: {}, signal }),
  });
}

/** The last that was heard of first. */
export function poolWorkers(name: string) {
  return queryOptions({
    queryKey: ["work-pool", name, "workers"],
    queryFn: ({ signal }) =>
      request<Worker[]>(`${poolPath(name)}/workers/filter`, { method: "POST", body: {}, signal }),
  });
}

export function queueDetails(pool: string, name: string) {
  return queryOptions({
    queryKey: ["work-pool", pool, "queue", name],
    queryFn: ({ signal }) => request<WorkQueue>(`${poolPath(pool)}/queues/${encodeURIComponent(name)}`, { signal }),
  });
}

/** The pool's queues with what is due in each. */
export function queuePlan(pool: string) {
  return queryOptions({
    queryKey: ["work-pool", pool, "queue-plan"],
    queryFn: ({ signal }) => request<QueuePlan>(`/tutti/work-pools/${encodeURIComponent(pool)}/queue-plan`, { signal }),
  });
}
