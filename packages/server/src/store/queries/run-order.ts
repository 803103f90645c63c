import type { flowSort } from "@tutti/core/wire/flow";
import type { FlowRunSort } from "@tutti/core/wire/flow-run";
import type { TaskRunSort } from "@tutti/core/wire/task-run";
import { sql, type RawBuilder } from "kysely";
import type { z } from "zod";
import { flowRunStart } from "../filters/flow-run-conditions.ts";

// Every order is total: ties are broken by id, in the same direction, so that pages neither repeat nor skip a row. A
// NULL stands before every value, in both databases.

type Order = RawBuilder<unknown>;

function ascending(value: RawBuilder<unknown>, id: string): Order {
  return sql`${value} asc nulls first, ${sql.ref(id)} asc`;
}

function descending(value: RawBuilder<unknown>, id: string): Order {
  return sql`${value} desc nulls last, ${sql.ref(id)} desc`;
}

export const FLOW_ORDER: Readonly<Record<z.infer<typeof flowSort>, Order>> = {
  CREATED_DESC: descending(sql.ref("flow.created"), "flow.id"),
  UPDATED_DESC: descending(sql.ref("flow.updated"), "flow.id"),
  NAME_ASC: sql`${sql.ref("flow.name")} asc`,
  NAME_DESC: sql`${sql.ref("flow.name")} desc`,
};

export const FLOW_RUN_ORDER: Readonly<Record<FlowRunSort, Order>> = {
  ID_DESC: sql`${sql.ref("flow_run.id")} desc`,
  START_TIME_ASC: ascending(flowRunStart, "flow_run.id"),
  START_TIME_DESC: descending(flowRunStart, "flow_run.id"),
  EXPECTED_START_TIME_ASC: ascending(sql.ref("flow_run.expected_start_time"), "flow_run.id"),
  EXPECTED_START_TIME_DESC: descending(sql.ref("flow_run.expected_start_time"), "flow_run.id"),
  NAME_ASC: ascending(sql.ref("flow_run.name"), "flow_run.id"),
  NAME_DESC: descending(sql.ref("flow_run.name"), "flow_run.id"),
  NEXT_SCHEDULED_START_TIME_ASC: ascending(sql.ref("flow_run.next_scheduled_start_time"), "flow_run.id"),
  END_TIME_DESC: descending(sql.ref("flow_run.end_time"), "flow_run.id"),
};

export const TASK_RUN_ORDER: Readonly<Record<TaskRunSort, Order>> = {
  ID_DESC: sql`${sql.ref("task_run.id")} desc`,
  EXPECTED_START_TIME_ASC: ascending(sql.ref("task_run.expected_start_time"), "task_run.id"),
  EXPECTED_START_TIME_DESC: descending(sql.ref("task_run.expected_start_time"), "task_run.id"),
  NAME_ASC: ascending(sql.ref("task_run.name"), "task_run.id"),
  NAME_DESC: descending(sql.ref("task_run.name"), "task_run.id"),
  NEXT_SCHEDULED_START_TIME_ASC: ascending(sql.ref("task_run.next_scheduled_start_time"), "task_run.id"),
  END_TIME_DESC: descending(sql.ref("task_run.end_time"), "task_run.id"),
};
