import { randomUUID } from "node:crypto";
import { setFlowRunState } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { claimFlowRun } from "@tutti/client/leases";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { OrchestrationResult } from "@tutti/core/wire/orchestration";
import { isNotFound, ResponseError } from "@tutti/client/response-error";

/** A run that this worker took. */
export interface ClaimedRun {
  /** Of the lease that came with it; null where there are no leases. */
  readonly epoch: number | null;
  /** As it was when it was taken, where the server says so. */
  readonly taken: TakenRun | null;
}

/** What the server said of a run, and when. */
export interface TakenRun {
  readonly flowRun: FlowRun;
  readonly atMs: number;
  /** What became of its Running, where it was begun when it was made, and when that was told. */
  readonly begun: { readonly result: OrchestrationResult; readonly toldAt: number } | null;
}

/**
 * Takes a run that was offered, perhaps to others too: exactly one Pending is accepted (decision 13). Null when it was not
 * this one. A proposal whose answer was lost is proposed again, and is then told its own state.
 */
export async function claimRun(
  api: ApiClient,
  flowRunId: string,
  { worker, labels }: { worker: string; labels: Record<string, string> },
): Promise<ClaimedRun | null> {
  const transition_id = randomUUID();
  try {
    if ((await api.server()).kind === "tutti") {
      const { lease, flow_run } = await claimFlowRun(api, flowRunId, { worker, transition_id, labels });
      const taken = flow_run === null ? null : { flowRun: flow_run, atMs: performance.now(), begun: null };
      return lease === null ? null : { epoch: lease.epoch, taken };
    }
    const proposal = { state: { type: "PENDING" as const, state_details: { transition_id } } };
    const { state } = await setFlowRunState(api, flowRunId, proposal);
    const isTaken = state?.type === "PENDING" && state.state_details.transition_id === transition_id;
    return isTaken ? { epoch: null, taken: null } : null;
  } catch (error) {
    const isSomebodyElses = isNotFound(error) || (error instanceof ResponseError && error.status === 409);
    if (isSomebodyElses) return null;
    throw error;
  }
}

/** Gives a run that was taken, and did not begin, to whoever asks next. */
export async function handBack(api: ApiClient, flowRunId: string, scheduledTime: string | null): Promise<void> {
  const message = "The worker that had taken the run stopped before it began.";
  const state_details = { transition_id: randomUUID(), scheduled_time: scheduledTime };
  await setFlowRunState(api, flowRunId, { state: { type: "SCHEDULED", message, state_details } });
}
