import type { RunQuery } from "@tutti/core/wire/run-query";
import { sql, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import { combine, given, never, type Condition } from "./condition.ts";
import { deploymentMatches } from "./deployment-conditions.ts";
import { flowMatches } from "./flow-conditions.ts";
import { flowRunMatches } from "./flow-run-conditions.ts";
import { taskRunMatches } from "./task-run-conditions.ts";

// The filters of a request stand side by side, one per kind of object, and are ANDed through the objects' relations. A
// filter that is there, even an empty one, asks that such an object exists: `task_runs: {}` keeps the flow runs that
// have a task run. Work pools and queues do not exist yet, so that asking for one matches nothing.

export type ObjectFilters = Partial<RunQuery>;

/** For queries over `flow`. */
export function flowScope(dialect: DialectName, filters: ObjectFilters): Condition {
  const { flows, flow_runs, task_runs, deployments } = filters;
  const hasRun = sql<SqlBool>`exists (select 1 from flow_run where flow_run.flow_id = flow.id
    and ${runAndTasks(dialect, filters)})`;
  return combine("and_", [
    ...given(flows, (filter) => flowMatches(dialect, filter)),
    ...(isGiven(flow_runs) || isGiven(task_runs) ? [hasRun] : []),
    ...given(
      deployments,
      (filter) => sql<SqlBool>`exists (select 1 from deployment where deployment.flow_id = flow.id
        and ${deploymentMatches(dialect, filter)})`,
    ),
    ...infrastructure(filters),
  ]);
}

/** For queries over `flow_run`. */
export function flowRunScope(dialect: DialectName, filters: ObjectFilters): Condition {
  return combine("and_", [
    runAndTasks(dialect, filters),
    ...given(filters.flows, (filter) => flowOfRun(flowMatches(dialect, filter))),
    ...given(filters.deployments, (filter) => deploymentOfRun(deploymentMatches(dialect, filter))),
    ...infrastructure(filters),
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
    ...infrastructure(filters),
  ]);
}

/** For queries over `task_run`. */
export function taskRunScope(dialect: DialectName, filters: ObjectFilters): Condition {
  const { flows, flow_runs, task_runs, deployments } = filters;
  const run = combine("and_", [
    ...given(flow_runs, (filter) => flowRunMatches(dialect, filter)),
    ...given(flows, (filter) => flowOfRun(flowMatches(dialect, filter))),
    ...given(deployments, (filter) => deploymentOfRun(deploymentMatches(dialect, filter))),
  ]);
  const inRun = sql<SqlBool>`exists (select 1 from flow_run where flow_run.id = task_run.flow_run_id and ${run})`;
  return combine("and_", [
    ...given(task_runs, (filter) => taskRunMatches(dialect, filter)),
    ...([flows, flow_runs, deployments].some(isGiven) ? [inRun] : []),
    ...infrastructure(filters),
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

function infrastructure({ work_pools, work_pool_queues }: ObjectFilters): Condition[] {
  return [work_pools, work_pool_queues].some(isGiven) ? [never] : [];
}

function isGiven(filter: object | null | undefined): boolean {
  return filter !== null && filter !== undefined;
}
