import { z } from "zod";
import { flowRunSort } from "./flow-run.ts";
import { dateTime, integerBetween, orDefault, pageOffset, uuid } from "./primitives.ts";
import { objectFilters, poolFilters } from "./run-query.ts";
import { stateType } from "./state.ts";
import { taskRun } from "./task-run.ts";
import { taskRunFilter } from "./task-run-filter.ts";

// What Prefect's web UI reads beside the public operations, under `/ui`.

/** `POST /ui/flow_runs/history`. */
export const flowRunPointsBody = z.object({
  ...poolFilters,
  sort: orDefault(flowRunSort, "EXPECTED_START_TIME_DESC" as const),
  limit: orDefault(integerBetween(0, 1000), 1000),
  offset: pageOffset,
});
export const flowRunPoint = z.object({
  id: uuid,
  state_type: stateType,
  timestamp: dateTime,
  duration: z.number(),
  lateness: z.number(),
});
export type FlowRunPoint = z.infer<typeof flowRunPoint>;

/** `POST /ui/flow_runs/count-task-runs`: counts by flow run id. */
export const taskRunCountsBody = z.object({ flow_run_ids: z.array(uuid) });
export const taskRunCounts = z.record(uuid, z.int());

/** `POST /ui/task_runs/count`: counts by state type. */
export const taskRunStateCounts = z.record(stateType, z.int());

/** `POST /ui/task_runs/dashboard/counts`. */
export const taskRunOutcomesBody = z.object({ ...objectFilters, task_runs: taskRunFilter });
export const taskRunOutcomes = z.array(z.object({ completed: z.int(), failed: z.int() }));
export type TaskRunOutcomes = z.infer<typeof taskRunOutcomes>;

export const namedTaskRun = taskRun.extend({ flow_run_name: z.string().nullable() });

/** `POST /ui/flows/count-deployments` and `/ui/flows/next-runs`: by flow id. */
export const flowIdsBody = z.object({ flow_ids: z.array(uuid) });
export const deploymentCounts = z.record(uuid, z.int());
export const nextRun = z.object({
  id: uuid,
  flow_id: uuid,
  name: z.string(),
  state_name: z.string(),
  state_type: stateType,
  next_scheduled_start_time: dateTime,
});
export type NextRun = z.infer<typeof nextRun>;
export const nextRuns = z.record(uuid, nextRun.nullable());
