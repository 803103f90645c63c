import type { flowSort } from "@tutti/core/wire/flow";
import type { FlowRunSort } from "@tutti/core/wire/flow-run";
import type { TaskRunSort } from "@tutti/core/wire/task-run";
import { sql } from "kysely";
import type { z } from "zod";
import { flowRunStart } from "../filters/flow-run-conditions.ts";
import type { RowOrder } from "./ordered-ids.ts";

export const FLOW_ORDER: Readonly<Record<z.infer<typeof flowSort>, RowOrder>> = {
  CREATED_DESC: { key: sql.ref("flow.created"), direction: "desc" },
  UPDATED_DESC: { key: sql.ref("flow.updated"), direction: "desc" },
  NAME_ASC: { key: sql.ref("flow.name"), direction: "asc" },
  NAME_DESC: { key: sql.ref("flow.name"), direction: "desc" },
};

export const FLOW_RUN_ORDER: Readonly<Record<FlowRunSort, RowOrder>> = {
  ID_DESC: { key: sql.ref("flow_run.id"), direction: "desc" },
  START_TIME_ASC: { key: flowRunStart, direction: "asc", isNullable: true, isByStart: true },
  START_TIME_DESC: { key: flowRunStart, direction: "desc", isNullable: true, isByStart: true },
  EXPECTED_START_TIME_ASC: { key: sql.ref("flow_run.expected_start_time"), direction: "asc", isNullable: true },
  EXPECTED_START_TIME_DESC: { key: sql.ref("flow_run.expected_start_time"), direction: "desc", isNullable: true },
  NAME_ASC: { key: sql.ref("flow_run.name"), direction: "asc" },
  NAME_DESC: { key: sql.ref("flow_run.name"), direction: "desc" },
  NEXT_SCHEDULED_START_TIME_ASC: {
    key: sql.ref("flow_run.next_scheduled_start_time"),
    direction: "asc",
    isNullable: true,
  },
  END_TIME_DESC: { key: sql.ref("flow_run.end_time"), direction: "desc", isNullable: true },
};

export const TASK_RUN_ORDER: Readonly<Record<TaskRunSort, RowOrder>> = {
  ID_DESC: { key: sql.ref("task_run.id"), direction: "desc" },
  EXPECTED_START_TIME_ASC: { key: sql.ref("task_run.expected_start_time"), direction: "asc", isNullable: true },
  EXPECTED_START_TIME_DESC: { key: sql.ref("task_run.expected_start_time"), direction: "desc", isNullable: true },
  NAME_ASC: { key: sql.ref("task_run.name"), direction: "asc" },
  NAME_DESC: { key: sql.ref("task_run.name"), direction: "desc" },
  NEXT_SCHEDULED_START_TIME_ASC: {
    key: sql.ref("task_run.next_scheduled_start_time"),
    direction: "asc",
    isNullable: true,
  },
  END_TIME_DESC: { key: sql.ref("task_run.end_time"), direction: "desc", isNullable: true },
};
