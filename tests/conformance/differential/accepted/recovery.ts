import type { AcceptedDifference } from "../accepted-difference.ts";

const reason =
  "a run whose process is gone is started again where its flow or its deployment says so: it is SCHEDULED, named Recovering, and never Crashed before that is spent";

/** What becomes of a crash that is reported. A deployment that says nothing of it is answered as Prefect does. */
export const recovery: readonly AcceptedDifference[] = [
  ["POST /flow_runs/{id}/set_state", "/body/status"],
  ["POST /flow_runs/{id}/set_state", "/body/details/type"],
  ["POST /flow_runs/{id}/set_state", "/body/state/type"],
  ["POST /flow_runs/{id}/set_state", "/body/state/name"],
  ["POST /flow_runs/{id}/set_state", "/body/state/message"],
  ["POST /flow_runs/{id}/set_state", "/body/state/state_details/scheduled_time"],
  ["GET /flow_runs/{id}", "/body/state_*"],
  ["GET /flow_runs/{id}", "/body/next_scheduled_start_time"],
  ["GET /flow_runs/{id}", "/body/end_time"],
  ["GET /flow_runs/{id}", "/body/state/type"],
  ["GET /flow_runs/{id}", "/body/state/name"],
  ["GET /flow_runs/{id}", "/body/state/message"],
  ["GET /flow_runs/{id}", "/body/state/state_details/scheduled_time"],
].map(([operation = "", pointer = ""]) => ({
  reason,
  sequence: "a run whose process is gone is started again where its deployment says so",
  operation,
  pointer,
}));
