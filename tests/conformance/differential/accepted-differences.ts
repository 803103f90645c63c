import type { AcceptedDifference } from "./accepted-difference.ts";

/** Fields that the protocol defines as floats. JSON knows one kind of number, and so do all clients: 0 is 0.0. */
const floats = [
  "retry_delay_seconds",
  "total_run_time",
  "estimated_run_time",
  "sum_estimated_run_time",
  "sum_estimated_lateness",
  "duration",
  "lateness",
].map((field) => ({
  reason: "a float of the protocol's own is written as JSON's number; users' JSON keeps its digits",
  pointer: `/**/${field}`,
  prefect: "<number 0.0>",
  tutti: 0,
}));

const meanLateness: AcceptedDifference = {
  reason: "a float of the protocol's own is written as JSON's number",
  operation: "POST /flow_runs/lateness",
  pointer: "/body",
  prefect: "<number 0.0>",
  tutti: 0,
};

/** What pydantic says of a value, word for word. Where it is wrong (`loc`) is compared. */
const validationWords = ["msg", "type", "ctx", "ctx/*"].map((field) => ({
  reason: "what is wrong with a value is said in our own words",
  pointer: `/body/exception_detail/*/${field}`,
}));

/** Bodies that no client sends, in stories whose point is that they are refused and change nothing. */
const malformed: AcceptedDifference[] = [
  {
    reason: "a body that is no object is one problem, not one for each of its keys; JSON's errors are V8's",
    sequence: "a body that is no JSON object",
    pointer: "/body/exception_detail/**",
  },
  {
    reason: "a body of another type is refused as that, before it is read",
    sequence: "a body without a content type is JSON, and other types are not",
    pointer: "/**",
  },
  {
    reason: "numbers are numbers: a text or a truth value is refused, not converted",
    sequence: "limits and offsets out of range",
    pointer: "/**",
  },
  {
    reason: "a value that fits none of several types is one problem, not one for each type",
    pointer: "/body/exception_detail/*",
    tutti: undefined,
  },
  {
    reason: "a value that fits none of several types is named without the types that it might have had",
    pointer: "/body/exception_detail/*/loc/*",
  },
  {
    reason: "labels are flat, here as everywhere",
    sequence: "labels are merged",
    operation: "PATCH /flow_runs/{id}/labels",
    pointer: "/**",
  },
  {
    reason: "the real server fails where a key is malformed",
    operation: "POST /flow_runs/{id}/input",
    sequence: "inputs that cannot be written or found",
    pointer: "/**",
  },
  {
    reason: "at most 200 inputs are answered at once, as with every list",
    operation: "POST /flow_runs/{id}/input/filter",
    sequence: "inputs are found by prefix, oldest first",
    pointer: "/**",
  },
  {
    reason: "a variable has a name",
    operation: "POST /variables/",
    sequence: "names and values that a variable may not have",
    pointer: "/**",
  },
];

/** What clients read as words, or not at all. */
const words: AcceptedDifference[] = [
  { reason: "why a proposal is not accepted is said in our own words", pointer: "/body/details/reason" },
  { reason: "why a proposal is not accepted is said in our own words", pointer: "/body/results/*/details/reason" },
  {
    reason: "why a resumed run fails is said in our own words",
    sequence: "a pause that has timed out fails when it is resumed",
    pointer: "/body/state/message",
  },
  {
    reason: "a conflict names what is missing or taken",
    pointer: "/body/detail",
    prefect:
      "Data integrity conflict. This usually means a unique or foreign key constraint was violated. See server logs for details.",
  },
  {
    reason: "the sentence about the header has its space",
    sequence: "the API version in the header is checked",
    pointer: "/body/detail",
  },
];

/** The real server's slips, which no client relies on. */
const slips: AcceptedDifference[] = [
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

/** Tutti's own ways, decided. */
const ways: AcceptedDifference[] = [
  {
    reason: "JSON is UTF-8 whether the header says so or not; Fastify says so",
    pointer: "/headers/content-type",
    prefect: "application/json",
    tutti: "application/json; charset=utf-8",
  },
  {
    reason: "each server has its own settings",
    operation: "GET /admin/settings",
    pointer: "/body/**",
  },
  {
    reason: "a redirect saves nobody a request: paths are answered with and without the slash at their end",
    sequence: "collections answer with and without the slash at their end",
    pointer: "/**",
  },
  {
    reason: "a part of a name is looked for as it is written: % and _ are no wildcards",
    sequence: "flows are filtered by every field",
    pointer: "/body**",
  },
  {
    reason: "a part of a name is looked for as it is written: % and _ are no wildcards",
    sequence: "variables are filtered, counted, sorted and paged",
    pointer: "/body**",
  },
  {
    reason: "a small result stands in the state: any value is a result, and none of them becomes an artifact",
    sequence: "results of a state are kept as they were sent",
    pointer: "/**",
  },
  {
    reason: "a result that was not kept reads as none, however it was reported",
    sequence: "a state that an event reports keeps its result",
    pointer: "/body/**",
    tutti: null,
  },
  {
    reason: "a socket that is not there is refused with 404, which the client takes as it takes 403",
    pointer: "/body/0/refused/status",
    prefect: 403,
    tutti: 404,
  },
  {
    reason: "whatever is no auth message is answered with 1008; the real server breaks off over some",
    sequence: "nothing but the auth message may come first",
    pointer: "/body/**",
  },
];

/** Every difference from the real server that stands on purpose. An entry that no answer needs fails the tests. */
export const acceptedDifferences: readonly AcceptedDifference[] = [
  ...floats,
  meanLateness,
  ...validationWords,
  ...malformed,
  ...words,
  ...slips,
  ...ways,
];
