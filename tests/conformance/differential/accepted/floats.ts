import type { AcceptedDifference } from "../accepted-difference.ts";

/** Fields that the protocol defines as floats. JSON knows one kind of number, and so do all clients: 0 is 0.0. */
const floatFields = [
  "retry_delay_seconds",
  "total_run_time",
  "estimated_run_time",
  "sum_estimated_run_time",
  "sum_estimated_lateness",
  "duration",
  "lateness",
  "slot_decay_per_second",
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

const occupancy: AcceptedDifference = {
  reason: "a float of the protocol's own is written as JSON's number",
  operation: "POST /v2/concurrency_limits/",
  pointer: "/body/avg_slot_occupancy_seconds",
  prefect: "<number 2.0>",
  tutti: 2,
};

/** Floats of the protocol, which JSON writes as numbers. */
export const floats: readonly AcceptedDifference[] = [...floatFields, meanLateness, occupancy];
