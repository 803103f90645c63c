import { randomUUID } from "node:crypto";
import { setFlowRunState } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";

/**
 * Takes a run that was offered, perhaps to others too: exactly one Pending is accepted (decision 13). Answers whether it
 * was this one. A proposal whose answer was lost is proposed again, and is then told its own state.
 */
export async function claimRun(api: ApiClient, flowRunId: string): Promise<boolean> {
  const transition_id = randomUUID();
  try {
    const proposal = { state: { type: "PENDING" as const, state_details: { transition_id } } };
    const { status, state } = await setFlowRunState(api, flowRunId, proposal);
    if (state?.type !== "PENDING") return false;
    return status === "ACCEPT" || state.state_details.transition_id === transition_id;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** Gives a run that was taken, and did not begin, to whoever asks next. */
export async function handBack(api: ApiClient, flowRunId: string, scheduledTime: string | null): Promise<void> {
  const message = "The worker that had taken the run stopped before it began.";
  const state_details = { transition_id: randomUUID(), scheduled_time: scheduledTime };
  await setFlowRunState(api, flowRunId, { state: { type: "SCHEDULED", message, state_details } });
}
