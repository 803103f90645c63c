import type { AcceptedDifference } from "../accepted-difference.ts";

/** Where deployments differ on purpose. */
export const deployments: readonly AcceptedDifference[] = [
  ...[
    ["POST /deployments/{id}/create_flow_run", "/body/detail"],
    ["POST /deployments/{id}/create_flow_run/bulk", "/body/results/*/error"],
    ["PATCH /deployments/{id}", "/body/detail"],
    ["POST /deployments/", "/body/detail"],
    ["POST /work_pools/", "/body/detail"],
    ["PATCH /flow_runs/{id}", "/body/detail"],
    ["POST /ui/schemas/validate", "/body/errors/**"],
    ["POST /ui/schemas/validate", "/body/detail"],
  ].map(([operation = "", pointer = ""]) => ({
    reason: "what a schema says against a value is said in our own words; where it is wrong is compared",
    operation,
    pointer,
  })),
  {
    reason: "a body is answered as it was sent; the real server has added the parameters that it took for given",
    pointer: "/body/request_body/parameters",
    tutti: undefined,
  },
  {
    reason: "a body is answered as it was sent; the real server has added the parameters that it took for given",
    pointer: "/body/exception_detail/*/input/parameters",
    tutti: undefined,
  },
  {
    reason: "a name that no address can hold, or that is empty, is refused; the real server fails",
    sequence: "names that a deployment may not have",
    operation: "POST /deployments/",
    pointer: "/**",
  },
  {
    reason: "times are answered in UTC",
    pointer: "/body/schedules/*/schedule/anchor_date",
    prefect: "2026-01-01T00:00:00-05:00",
  },
  {
    reason: "times are answered in UTC",
    operation: "POST /flow_runs/filter",
    pointer: "/body/*/state/state_details/scheduled_time",
  },
  {
    reason: "the state of a run that the scheduler made says whose it is, as every state does",
    operation: "POST /flow_runs/filter",
    pointer: "/body/*/state/state_details/flow_run_id",
    prefect: null,
  },
  {
    reason: "a schedule that is none is refused for the field that is wrong; the real server names the whole schedule",
    pointer: "/body/exception_detail/*/input",
    sequence: "schedules that are none",
  },
  {
    reason: "a float of the protocol's own is written as JSON's number",
    pointer: "/body/**/schedule/interval",
  },
  {
    reason: "times are answered in UTC",
    sequence: "pausing deletes the runs made ahead, resuming does not bring them back",
    pointer: "/body/state/state_details/scheduled_time",
  },
  {
    reason: "a pool that is not there is 404 here as when a deployment is created; the real server fails",
    operation: "PATCH /deployments/{id}",
    sequence: "a deployment is changed field by field",
    pointer: "/**",
  },
  ...["work_pool_name", "status", "active_slots"].map((field) => ({
    reason: "a queue is answered whole, here as everywhere",
    operation: "GET /deployments/{id}/work_queue_check",
    pointer: `/body/*/${field}`,
    prefect: undefined,
  })),
  ...["idempotency_key", "expected_start_time", "next_scheduled_start_time"].map((field) => ({
    reason:
      "a daily slot keeps its hour of the day; the real server counts elapsed seconds up to now, so that its slots move with the time at which it looks, and are missed or doubled",
    sequence: "an interval of days keeps its hour when clocks are changed",
    pointer: `/body/*/${field}`,
  })),
];
