import { z } from "zod";
import { flowFilter } from "./flow-filter.ts";
import { flowRunFilter } from "./flow-run-filter.ts";
import { deploymentFilter, workPoolFilter, workQueueFilter } from "./infrastructure-filter.ts";
import { orDefault } from "./primitives.ts";
import { taskRunFilter } from "./task-run-filter.ts";

/** The filters that list, count and page bodies carry side by side; ANDed through joins. */
export const objectFilters = {
  flows: orDefault(flowFilter, null),
  flow_runs: orDefault(flowRunFilter, null),
  task_runs: orDefault(taskRunFilter, null),
  deployments: orDefault(deploymentFilter, null),
};

export const poolFilters = {
  ...objectFilters,
  work_pools: orDefault(workPoolFilter, null),
};

export const queueFilters = {
  ...poolFilters,
  work_pool_queues: orDefault(workQueueFilter, null),
};

const runQuery = z.object(queueFilters);
export type RunQuery = z.output<typeof runQuery>;
