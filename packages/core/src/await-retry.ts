import type { Instant } from "./instant.ts";
import { inPlaceOf } from "./replacement.ts";
import { type FailedState, type ScheduledState, scheduledState } from "./run-state.ts";

/** The state that replaces a failure to be retried: it keeps what the failure said, and the slot the run holds. */
export function awaitRetry(failed: FailedState, scheduledTime: Instant): ScheduledState {
  const { message, data, deploymentConcurrencyLeaseId } = failed;
  const mint = { ...inPlaceOf(failed), name: "AwaitingRetry", message, deploymentConcurrencyLeaseId };
  return scheduledState(mint, { scheduledTime, data });
}
