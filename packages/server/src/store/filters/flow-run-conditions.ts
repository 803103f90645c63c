import type { FlowRunFilter } from "@tutti/core/wire/flow-run-filter";
import { expressionBuilder, sql, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import type { Database, FlowRunTable } from "../tables.ts";
import {
  combine,
  given,
  isNull,
  oneOf,
  textConditions,
  textMatches,
  timeMatches,
  type Condition,
  type TextFilter,
} from "./condition.ts";
import { tagsMatch } from "./tag-conditions.ts";

const run = expressionBuilder<Database, "flow_run">();

/** When a run started, or is expected to: what lists are ordered by and `start_time` bounds are compared with. */
export const flowRunStart = sql<number>`coalesce(${run.ref("flow_run.start_time")}, ${run.ref("flow_run.expected_start_time")})`;

type Field<K extends keyof FlowRunFilter> = NonNullable<FlowRunFilter[K]>;

/** What a flow run filter asks of the table `flow_run` in scope. */
export function flowRunMatches(dialect: DialectName, filter: FlowRunFilter): Condition {
  const text = (column: keyof FlowRunTable) => (field: TextFilter) =>
    textMatches(dialect, run.ref(`flow_run.${column}`), field);
  return combine(filter.operator, [
    ...given(filter.id, text("id")),
    ...given(filter.name, text("name")),
    ...given(filter.tags, (field) => tagsMatch(dialect, run.ref("flow_run.tags"), field)),
    ...given(filter.deployment_id, text("deployment_id")),
    ...given(filter.work_queue_name, text("work_queue_name")),
    ...given(filter.state, (field) => stateMatches(dialect, field)),
    ...given(filter.flow_version, text("flow_version")),
    ...given(filter.start_time, (field) => timeMatches(run.ref("flow_run.start_time"), field, flowRunStart)),
    ...given(filter.end_time, (field) => timeMatches(run.ref("flow_run.end_time"), field)),
    ...given(filter.expected_start_time, (field) => timeMatches(run.ref("flow_run.expected_start_time"), field)),
    ...given(filter.next_scheduled_start_time, (field) =>
      timeMatches(run.ref("flow_run.next_scheduled_start_time"), field),
    ),
    ...given(filter.parent_flow_run_id, (field) => parentMatches(dialect, field)),
    ...given(filter.parent_task_run_id, text("parent_task_run_id")),
    ...given(filter.idempotency_key, text("idempotency_key")),
    ...given(filter.created_by, (field) => creatorMatches(dialect, field)),
  ]);
}

/** The conditions on type and name stand side by side under the one operator. */
function stateMatches(dialect: DialectName, { operator, type, name }: Field<"state">): Condition {
  return combine(operator, [
    ...textConditions(dialect, run.ref("flow_run.state_type"), type ?? {}),
    ...textConditions(dialect, run.ref("flow_run.state_name"), name ?? {}),
  ]);
}

const creator = sql`coalesce(${run.ref("flow_run.created_by_id")}, ${run.ref("flow_run.created_by_type")},
  ${run.ref("flow_run.created_by_display_value")})`;

/** A run's parent is the run of the task run that stands for it there. */
export function parentMatches(dialect: DialectName, field: Field<"parent_flow_run_id">): Condition {
  return combine(
    field.operator,
    given(field.any_, (ids) => {
      const parents = sql`select parent_task.id from task_run as parent_task
        where ${oneOf(dialect, sql`parent_task.flow_run_id`, ids)}`;
      return sql<SqlBool>`${run.ref("flow_run.parent_task_run_id")} in (${parents})`;
    }),
  );
}

function creatorMatches(dialect: DialectName, field: Field<"created_by">): Condition {
  return combine(field.operator, [
    ...given(field.id_, (ids) => oneOf(dialect, run.ref("flow_run.created_by_id"), ids)),
    ...given(field.type_, (types) => oneOf(dialect, run.ref("flow_run.created_by_type"), types)),
    ...given(field.is_null_, (is) => isNull(creator, is)),
  ]);
}
