import type { Decision } from "./decide.ts";
import type { RunState } from "./run-state.ts";
import { stateToWire } from "./state-wire.ts";
import { unreachable } from "./unreachable.ts";
import type { OrchestrationResult, ResponseDetails } from "./wire/orchestration.ts";

/** The answer to a proposal. `state` is the one the run is in now: the saved one, or the current one when none was saved. */
export function orchestrationResult(decision: Decision<unknown>, state: RunState | null): OrchestrationResult {
  return {
    state: state === null ? null : stateToWire(state),
    status: decision.kind,
    details: responseDetails(decision),
  };
}

function responseDetails(decision: Decision<unknown>): ResponseDetails {
  switch (decision.kind) {
    case "ACCEPT":
      return { type: "accept_details" };
    case "REJECT":
      return { type: "reject_details", reason: decision.reason };
    case "ABORT":
      return { type: "abort_details", reason: decision.reason };
    case "WAIT":
      return { type: "wait_details", delay_seconds: decision.delaySeconds, reason: decision.reason };
    default:
      return unreachable(decision);
  }
}
