import type { TaskRunFilter } from "@tutti/core/wire/task-run-filter";
import { expressionBuilder, sql, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import type { Database } from "../tables.ts";
import {
  combine,
  given,
  isNull,
  oneOf,
  textConditions,
  textMatches,
  timeMatches,
  type Condition,
} from "./condition.ts";
import { tagsMatch } from "./tag-conditions.ts";

const taskRun = expressionBuilder<Database, "task_run">();

type Field<K extends keyof TaskRunFilter> = NonNullable<TaskRunFilter[K]>;

/** What a task run filter asks of the table `task_run` in scope. */
export function taskRunMatches(dialect: DialectName, filter: TaskRunFilter): Condition {
  return combine(filter.operator, [
    ...given(filter.id, (field) => textMatches(dialect, taskRun.ref("task_run.id"), field)),
    ...given(filter.name, (field) => textMatches(dialect, taskRun.ref("task_run.name"), field)),
    ...given(filter.tags, (field) => tagsMatch(dialect, taskRun.ref("task_run.tags"), field)),
    ...given(filter.state, (field) => stateMatches(dialect, field)),
    ...given(filter.start_time, (field) => timeMatches(taskRun.ref("task_run.start_time"), field)),
    ...given(filter.end_time, (field) => timeMatches(taskRun.ref("task_run.end_time"), field)),
    ...given(filter.expected_start_time, (field) => timeMatches(taskRun.ref("task_run.expected_start_time"), field)),
    ...given(filter.subflow_runs, (field) => combine("and_", given(field.exists_, standsForSubflow))),
    ...given(filter.flow_run_id, (field) => flowRunIdMatches(dialect, field)),
  ]);
}

function stateMatches(dialect: DialectName, { operator, type, name }: Field<"state">): Condition {
  return combine(operator, [
    ...textConditions(dialect, taskRun.ref("task_run.state_type"), type ?? {}),
    ...textConditions(dialect, taskRun.ref("task_run.state_name"), name ?? {}),
  ]);
}

/** Whether the task run in scope is the placeholder of a subflow run in its parent. */
export function standsForSubflow(does: boolean): Condition {
  const found = sql<SqlBool>`exists (select 1 from flow_run as subflow where subflow.parent_task_run_id = ${taskRun.ref("task_run.id")})`;
  return does ? found : sql<SqlBool>`not ${found}`;
}

/** `is_null_` decides before `any_` is looked at, and is false unless the request says otherwise. */
function flowRunIdMatches(dialect: DialectName, field: Field<"flow_run_id">): Condition {
  const column = taskRun.ref("task_run.flow_run_id");
  if (field.is_null_ === true) return isNull(column, true);
  const conditions = given(field.any_, (ids) => oneOf(dialect, column, ids));
  return conditions.length === 0 && field.is_null_ === false
    ? isNull(column, false)
    : combine(field.operator, conditions);
}
