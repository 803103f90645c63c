import type { Instant } from "@tutti/core/instant";
import type { RunState } from "@tutti/core/run-state";
import { stateToRow } from "@tutti/core/state-wire";
import type { FlowRunStateTable, TaskRunStateTable } from "../tables.ts";
import { asJson } from "./json-column.ts";

export function flowRunStateRow(state: RunState, flowRunId: string, now: Instant): FlowRunStateTable {
  return { ...stateColumns(state, now), flow_run_id: flowRunId };
}

export function taskRunStateRow(state: RunState, taskRunId: string, now: Instant): TaskRunStateTable {
  return { ...stateColumns(state, now), task_run_id: taskRunId };
}

function stateColumns(state: RunState, now: Instant): Omit<FlowRunStateTable, "flow_run_id"> {
  const row = stateToRow(state);
  return {
    ...row,
    created: now,
    state_details: asJson(row.state_details),
    data: row.data === null ? null : asJson(row.data),
  };
}
