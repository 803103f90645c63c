import type { AcceptedDifference } from "../accepted-difference.ts";

/** The real server's slips, which no client relies on. */
export const slips: readonly AcceptedDifference[] = [
  {
    reason: "the real server fails for a run that is not there; it is 404 here",
    operation: "POST /flow_runs/{id}/resume",
    sequence: "runs that cannot be resumed",
    pointer: "/**",
  },
  {
    reason: "the real server fails to draw the old graph of a run with a subflow",
    operation: "GET /flow_runs/{id}/graph",
    sequence: "the graph of a run with tasks, a subflow and artifacts",
    pointer: "/**",
  },
  {
    reason: "an edge to a subflow is told once, not once for its task and once for its run",
    operation: "GET /flow_runs/{id}/graph-v2",
    pointer: "/body/nodes/*/1/*/1",
    tutti: undefined,
  },
  {
    reason: "runs without job variables have none; the real server says null or {} by how the row was written",
    pointer: "/**/job_variables",
    prefect: null,
  },
  {
    reason: "a run whose name is taken away keeps it; the real server makes up a new one",
    sequence: "a flow run is changed field by field",
    pointer: "/body/name",
    tutti: "renamed",
  },
  {
    reason: "a refused proposal changes nothing; the real server marks the run as resuming",
    sequence: "every transition of a flow run",
    pointer: "/body/empirical_policy/resuming",
    prefect: true,
  },
  {
    reason: "the real server keeps a pause under the id of the state that asked, we under that of the saved one",
    sequence: "every transition of a flow run",
    pointer: "/body/empirical_policy/pause_keys/0",
  },
  {
    reason: "a page of task runs has the whole task runs; the real server leaves fields out",
    operation: "POST /task_runs/paginate",
    pointer: "/body/results/*/*",
    prefect: undefined,
  },
  {
    reason: "an artifact's data keep their digits, also in the answer to the request that made it",
    operation: "POST /artifacts/",
    pointer: "/body/data",
    prefect: 5,
    tutti: "<number 5.0>",
  },
  {
    reason: "floats of users keep their digits and their exponent",
    pointer: "/body/value/e",
    prefect: "<number 1000.0>",
    tutti: "<number 1e3>",
  },
];
