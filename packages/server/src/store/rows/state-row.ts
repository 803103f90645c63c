import { formatInstant } from "@tutti/core/instant";
import type { State, StateDetails } from "@tutti/core/wire/state";
import type { FlowRunStateTable, TaskRunStateTable } from "../tables.ts";
import { fromJson } from "./json-column.ts";

/** What a reader sees for the keys that were never set. */
const NO_DETAILS: StateDetails = {
  flow_run_id: null,
  task_run_id: null,
  child_flow_run_id: null,
  scheduled_time: null,
  cache_key: null,
  cache_expiration: null,
  deferred: false,
  untrackable_result: false,
  pause_timeout: null,
  pause_reschedule: false,
  pause_key: null,
  run_input_keyset: null,
  refresh_cache: null,
  retriable: null,
  transition_id: null,
  task_parameters_id: null,
  traceparent: null,
  deployment_concurrency_lease_id: null,
};

export function stateFromRow(row: FlowRunStateTable | TaskRunStateTable): State {
  return {
    id: row.id,
    type: row.type,
    name: row.name,
    timestamp: formatInstant(row.timestamp),
    message: row.message,
    data: row.data === null ? null : fromJson(row.data),
    state_details: { ...NO_DETAILS, ...fromJson<StateDetails>(row.state_details) },
  };
}
