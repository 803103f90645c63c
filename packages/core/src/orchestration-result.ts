import type { Decision } from "./decide.ts";
import type { RunState } from "./run-state.ts";
import { stateToWire } from "./state-wire.ts";
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
  if (decision.kind === "ACCEPT") return { type: "accept_details" };
  const { kind, reason } = decision;
  if (kind === "WAIT") return { type: "wait_details", delay_seconds: decision.delaySeconds, reason };
  return { type: kind === "REJECT" ? "reject_details" : "abort_details", reason };
}
