import { filterFlowRuns } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";

const MAX_IDS = 200;

/** Which of these runs are to be cancelled, or have been. */
export async function cancelledRuns(api: ApiClient, flowRunIds: readonly string[]): Promise<string[]> {
  const cancelled: string[] = [];
  for (let first = 0; first < flowRunIds.length; first += MAX_IDS) {
    const any_ = flowRunIds.slice(first, first + MAX_IDS);
    const state = { type: { any_: ["CANCELLING" as const, "CANCELLED" as const] } };
    const runs = await filterFlowRuns(api, { flow_runs: { id: { any_ }, state } });
    cancelled.push(...runs.map((run) => run.id));
  }
  return cancelled;
}
