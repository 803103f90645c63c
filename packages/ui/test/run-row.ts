import type { RunRow } from "@tutti/core/wire/dashboard";

/** A row of a list of runs in which only what a test is about has to be said. */
export function runRow(fields: Partial<RunRow>): RunRow {
  return {
    id: "run",
    name: "quiet-otter",
    flow_id: "flow",
    flow_name: "main-flow",
    deployment_id: null,
    deployment_name: null,
    work_pool_name: null,
    flow_version: null,
    parent: null,
    tags: [],
    state_type: "COMPLETED",
    state_name: "Completed",
    state_timestamp: "2026-11-22T10:00:00Z",
    state_message: null,
    run_count: 1,
    created: "2026-11-22T10:00:00Z",
    expected_start_time: null,
    next_scheduled_start_time: null,
    start_time: null,
    end_time: null,
    estimated_run_time: 0,
    task_run_counts: {},
    subflow_run_count: 0,
    ...fields,
  };
}
