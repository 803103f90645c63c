import { isSuspended, type RunState } from "@tutti/core/run-state";
import { isTerminal } from "@tutti/core/state-type";
import type { FlowRunTable } from "../store/tables.ts";

type LeaseColumns = Partial<Pick<FlowRunTable, "lease_owner" | "lease_expires_at" | "lease_epoch">>;

/**
 * What a change of state does to the run's lease: it ends with the run and with a suspension. When the owner is said to
 * be gone, the epoch ends too: should the owner live after all, nothing it writes is accepted any more.
 */
export function leaseAfter(row: FlowRunTable, state: RunState, isOwnerGone: boolean): LeaseColumns {
  if (!isOwnerGone && !isTerminal(state.type) && !isSuspended(state)) return {};
  const isEpochOver = isOwnerGone && row.lease_epoch > 0;
  return {
    lease_owner: null,
    lease_expires_at: null,
    ...(isEpochOver ? { lease_epoch: row.lease_epoch + 1 } : {}),
  };
}
