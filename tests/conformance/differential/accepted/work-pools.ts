import type { AcceptedDifference } from "../accepted-difference.ts";

/** Work pools, their queues and workers. */
export const workPools: readonly AcceptedDifference[] = [
  {
    reason: "the real server fails over a name that is no text; it is refused here",
    operation: "POST /work_pools/",
    sequence: "names that are no text",
    pointer: "/**",
  },
  {
    reason: "a pool keeps its default queue: that is a conflict, where the real server fails",
    operation: "DELETE /work_pools/{work_pool_name}/queues/{name}",
    sequence: "a pool keeps its default queue",
    pointer: "/**",
  },
  {
    reason: "the pool in which the name is taken is named; the real server shows its template",
    operation: "POST /work_pools/{work_pool_name}/queues",
    pointer: "/body/detail",
    prefect: "A work queue with this name already exists in work pool {work_pool_name!r}.",
  },
  {
    reason: "a queue that is not there is missed in the same words by every operation",
    operation: "PATCH /work_queues/{id}",
    pointer: "/body/detail",
    tutti: "work queue not found",
  },
  {
    reason: "an agent is told the pool of its runs, as every other reader of them is",
    operation: "POST /work_queues/{id}/get_runs",
    pointer: "/body/*/work_pool_*",
    prefect: null,
  },
];
