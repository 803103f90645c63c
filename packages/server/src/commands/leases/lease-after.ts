import { isSuspended, type RunState, waitsAlone } from "@tutti/core/run-state";
import { isTerminal } from "@tutti/core/state-type";
import type { FlowRunTable } from "../../store/tables.ts";

type LeaseColumns = Partial<Pick<FlowRunTable, "lease_owner" | "lease_expires_at" | "lease_epoch">>;

/**
 * What a change of state does to the run's lease: it ends with the run, with a suspension, and when the run waits alone. The epoch ends too when the
 * owner is said to be gone, or a run that had ended is scheduled again, for whoever takes it next: should the owner be
 * there after all, nothing it writes is accepted any more.
 */
export function leaseAfter(row: FlowRunTable, state: RunState, isOwnerGone: boolean): LeaseColumns {
  const isAgain = row.state_type !== null && isTerminal(row.state_type) && state.type === "SCHEDULED";
  const isLaidDown = isTerminal(state.type) || isSuspended(state) || waitsAlone(state);
  if (!isOwnerGone && !isAgain && !isLaidDown) return {};
  const isEpochOver = (isOwnerGone || isAgain) && row.lease_epoch > 0;
  return {
    lease_owner: null,
    lease_expires_at: null,
    ...(isEpochOver ? { lease_epoch: row.lease_epoch + 1 } : {}),
  };
}
