import type { RunQuery } from "@tutti/core/wire/run-query";
import { sql, type Expression, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import { combine, given, type Condition } from "./condition.ts";
import { deploymentMatches } from "./deployment-conditions.ts";
import { flowMatches } from "./flow-conditions.ts";
import { flowRunMatches } from "./flow-run-conditions.ts";
import { taskRunMatches } from "./task-run-conditions.ts";
import { workPoolMatches, workQueueMatches } from "./work-pool-conditions.ts";

// The filters of a request stand side by side, one per kind of object, and are ANDed through the objects' relations. A
// filter that is there, even an empty one, asks that such an object exists: `task_runs: {}` keeps the flow runs that
// have a task run. A
// run is in a pool through its queue, a flow through a deployment of its.

export type ObjectFilters = Partial<RunQuery>;

/** For queries over `flow`. */
export function flowScope(dialect: DialectName, filters: ObjectFilters): Condition {
  const { flows, flow_runs, task_runs, deployments, work_pools, work_pool_queues } = filters;
  const hasRun = sql<SqlBool>`exists (select 1 from flow_run where flow_run.flow_id = flow.id
    and ${runAndTasks(dialect, filters)})`;
  const hasDeployment = sql<SqlBool>`exists (select 1 from deployment where deployment.flow_id = flow.id
    and ${combine("and_", [
      ...given(deployments, (filter) => deploymentMatches(dialect, filter)),
      ...inPoolAndQueue(dialect, filters, sql`deployment.work_queue_id`),
    ])})`;
  return combine("and_", [
    ...given(flows, (filter) => flowMatches(dialect, filter)),
    ...(isGiven(flow_runs) || isGiven(task_runs) ? [hasRun] : []),
    ...([deployments, work_pools, work_pool_queues].some(isGiven) ? [hasDeployment] : []),
  ]);
}

/** For queries over `flow_run`. */
export function flowRunScope(dialect: DialectName, filters: ObjectFilters): Condition {
  return combine("and_", [
    runAndTasks(dialect, filters),
    ...given(filters.flows, (filter) => flowOfRun(flowMatches(dialect, filter))),
    ...given(filters.deployments, (filter) => deploymentOfRun(deploymentMatches(dialect, filter))),
    ...inPoolAndQueue(dialect, filters, sql`flow_run.work_queue_id`),
  ]);
}

/** For queries over `deployment`. */
export function deploymentScope(dialect: DialectName, filters: ObjectFilters): Condition {
  const { flows, flow_runs, task_runs, deployments } = filters;
  const hasRun = sql<SqlBool>`exists (select 1 from flow_run where flow_run.deployment_id = deployment.id
    and ${runAndTasks(dialect, filters)})`;
  return combine("and_", [
    ...given(deployments, (filter) => deploymentMatches(dialect, filter)),
    ...given(
      flows,
      (filter) => sql<SqlBool>`exists (select 1 from flow where flow.id = deployment.flow_id
        and ${flowMatches(dialect, filter)})`,
    ),
    ...(isGiven(flow_runs) || isGiven(task_runs) ? [hasRun] : []),
    ...inPoolAndQueue(dialect, filters, sql`deployment.work_queue_id`),
  ]);
}

/** For queries over `task_run`. */
export function taskRunScope(dialect: DialectName, filters: ObjectFilters): Condition {
  const { flows, flow_runs, task_runs, deployments, work_pools, work_pool_queues } = filters;
  const run = combine("and_", [
    ...given(flow_runs, (filter) => flowRunMatches(dialect, filter)),
    ...given(flows, (filter) => flowOfRun(flowMatches(dialect, filter))),
    ...given(deployments, (filter) => deploymentOfRun(deploymentMatches(dialect, filter))),
    ...inPoolAndQueue(dialect, filters, sql`flow_run.work_queue_id`),
  ]);
  const inRun = sql<SqlBool>`exists (select 1 from flow_run where flow_run.id = task_run.flow_run_id and ${run})`;
  return combine("and_", [
    ...given(task_runs, (filter) => taskRunMatches(dialect, filter)),
    ...([flows, flow_runs, deployments, work_pools, work_pool_queues].some(isGiven) ? [inRun] : []),
  ]);
}

/** One and the same run must match, and have the matching task run. */
function runAndTasks(dialect: DialectName, { flow_runs, task_runs }: ObjectFilters): Condition {
  return combine("and_", [
    ...given(flow_runs, (filter) => flowRunMatches(dialect, filter)),
    ...given(
      task_runs,
      (filter) => sql<SqlBool>`exists (select 1 from task_run where task_run.flow_run_id = flow_run.id
        and ${taskRunMatches(dialect, filter)})`,
    ),
  ]);
}

function flowOfRun(matches: Condition): Condition {
  return sql<SqlBool>`exists (select 1 from flow where flow.id = flow_run.flow_id and ${matches})`;
}

function deploymentOfRun(matches: Condition): Condition {
  return sql<SqlBool>`exists (select 1 from deployment where deployment.id = flow_run.deployment_id and ${matches})`;
}

/** The queue that the column names must match, and so must its pool. */
export function inPoolAndQueue(
  dialect: DialectName,
  { work_pools, work_pool_queues }: ObjectFilters,
  queueId: Expression<unknown>,
): Condition[] {
  return [
    ...given(
      work_pools,
      (filter) => sql<SqlBool>`${queueId} in (select work_queue.id from work_queue
        join work_pool on work_pool.id = work_queue.work_pool_id where ${workPoolMatches(dialect, filter)})`,
    ),
    ...given(
      work_pool_queues,
      (filter) => sql<SqlBool>`${queueId} in (select work_queue.id from work_queue
        where ${workQueueMatches(dialect, filter)})`,
    ),
  ];
}

function isGiven(filter: object | null | undefined): boolean {
  return filter !== null && filter !== undefined;
}
