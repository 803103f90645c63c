import type { Timeline, TimelineSubflow, TimelineTask } from "@tutti/core/wire/dashboard";
import type { FlowRun } from "@tutti/core/wire/flow-run";

const SECOND = 1000;
export const START = Date.UTC(2026, 10, 22, 10);

/** The time `seconds` after the run's start, as it stands on the wire. */
export function after(seconds: number): string {
  return new Date(START + seconds * SECOND).toISOString();
}

export function timelineTask(fields: Partial<TimelineTask> & { id: string }): TimelineTask {
  return {
    flow_run_id: "run",
    name: `${fields.id}-0`,
    task_key: fields.id,
    state_type: "COMPLETED",
    state_name: "Completed",
    run_count: 1,
    expected_start_time: null,
    start_time: after(0),
    end_time: after(1),
    subflow_run_id: null,
    upstream: [],
    encapsulating: [],
    states: null,
    ...fields,
  };
}

export function timelineSubflow(fields: Partial<TimelineSubflow> & { id: string }): TimelineSubflow {
  return {
    name: "calm-ibis",
    flow_id: "other-flow",
    flow_name: "report",
    parent_task_run_id: "placeholder",
    parent_flow_run_id: "run",
    state_type: "COMPLETED",
    state_name: "Completed",
    run_count: 1,
    expected_start_time: null,
    start_time: after(2),
    end_time: after(3),
    ...fields,
  };
}

export function flowRun(fields: Partial<FlowRun> = {}): FlowRun {
  return {
    id: "run",
    created: after(0),
    updated: after(0),
    name: "quiet-otter",
    flow_id: "flow",
    state_id: "state",
    deployment_id: null,
    deployment_version: null,
    work_queue_id: null,
    work_queue_name: null,
    flow_version: null,
    parameters: {},
    idempotency_key: null,
    context: {},
    empirical_policy: { max_retries: 0, retry_delay_seconds: 0 },
    tags: [],
    labels: {},
    parent_task_run_id: null,
    state_type: "RUNNING",
    state_name: "Running",
    run_count: 1,
    expected_start_time: after(0),
    next_scheduled_start_time: null,
    start_time: after(0),
    end_time: null,
    total_run_time: 0,
    estimated_run_time: 0,
    estimated_start_time_delta: 0,
    auto_scheduled: false,
    infrastructure_document_id: null,
    infrastructure_pid: null,
    created_by: null,
    work_pool_id: null,
    work_pool_name: null,
    state: null,
    job_variables: null,
    ...fields,
  };
}

export function timeline(fields: Partial<Timeline> = {}): Timeline {
  return {
    flow_run: flowRun(),
    flow_name: "main-flow",
    deployment_name: null,
    parent: null,
    states: [{ id: "state", type: "RUNNING", name: "Running", timestamp: after(0), message: null }],
    task_run_counts: {},
    task_runs: [],
    subflow_runs: [],
    artifacts: [],
    is_truncated: false,
    ...fields,
  };
}
