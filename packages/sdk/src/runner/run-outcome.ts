import { ResponseError } from "@tutti/client/response-error";
import type { RunOutcome } from "@tutti/worker/warm/runner-messages";
import type { State } from "../state.ts";

const NOT_OURS = new Set<unknown>(["lease_lost", "run_aborted", "run_suspended"]);

/** Another process has the run, it was suspended, or the server refused to go on with it: its state says what it is. */
export function isNotOurs(error: unknown): error is Error {
  if (error instanceof ResponseError) return error.status === 409;
  const { code }: { code?: unknown } = Object(error);
  return error instanceof Error && NOT_OURS.has(code);
}

/** How a run left its process. */
export function outcomeOf({ type, name }: State): RunOutcome {
  switch (type) {
    case "COMPLETED":
      return "completed";
    case "FAILED":
      return name === "TimedOut" ? "timed-out" : "failed";
    case "CANCELLED":
      return "cancelled";
    case "CRASHED":
      return "crashed";
    case "SCHEDULED":
    case "PENDING":
    case "RUNNING":
    case "PAUSED":
    case "CANCELLING":
      break;
  }
  return "left";
}
