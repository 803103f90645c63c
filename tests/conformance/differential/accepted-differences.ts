import type { AcceptedDifference } from "./accepted-difference.ts";

/** Fields that the protocol defines as floats. JSON knows one kind of number, and so do all clients: 0 is 0.0. */
const floats = [
  "retry_delay_seconds",
  "total_run_time",
  "estimated_run_time",
  "estimated_start_time_delta",
  "sum_estimated_run_time",
  "sum_estimated_lateness",
].map((field) => ({
  reason: "a float of the protocol's own is written as JSON's number; users' JSON keeps its digits",
  pointer: `/**/${field}`,
  prefect: "<number 0.0>",
  tutti: 0,
}));

/** Every difference from the real server that stands on purpose. An entry that no answer needs fails the tests. */
export const acceptedDifferences: readonly AcceptedDifference[] = [
  ...floats,
  {
    reason: "JSON is UTF-8 whether the header says so or not; Fastify says so",
    pointer: "/headers/content-type",
    prefect: "application/json",
    tutti: "application/json; charset=utf-8",
  },
  {
    reason: "why a proposal is not accepted is said in our own words",
    pointer: "/body/details/reason",
  },
  {
    reason: "what is wrong with a value is said in our own words",
    pointer: "/body/exception_detail/*/msg",
  },
  {
    reason: "a redirect saves nobody a request: paths are answered with and without the slash at their end",
    operation: "* */",
    pointer: "/**",
  },
];
