import { claimant } from "@tutti/core/lease-claim";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Claim } from "@tutti/core/wire/lease";
import type { Deps } from "../../deps.ts";
import { flowRunFromRow } from "../../store/rows/flow-run-row.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadFlowRun } from "../flow-runs/load-flow-run.ts";
import type { ProposalResult } from "../flow-runs/proposal-result.ts";
import { setFlowRunState } from "../flow-runs/set-flow-run-state.ts";
import { updateFlowRunLabels } from "../flow-runs/update-flow-run-labels.ts";
import { acquireLease } from "./acquire-lease.ts";

export interface ClaimRequest {
  readonly id: string;
  readonly worker: string;
  readonly transitionId: string;
  readonly ttlSeconds: number;
  /** Added to the run's. */
  readonly labels: FlowRun["labels"];
}

/**
 * Takes a run for a worker: Pending and the lease in one, so that a worker that dies in between leaves nothing that
 * nobody looks after. Throws `not_found`, `conflict`.
 */
export async function claimFlowRun(
  tx: Tx,
  deps: Deps,
  { id, worker, transitionId, ttlSeconds, labels }: ClaimRequest,
): Promise<Outcome<Claim & ProposalResult>> {
  const proposed = await setFlowRunState(tx, deps, {
    id,
    state: { type: "PENDING", state_details: { transition_id: transitionId } },
    policy: "client",
    leaseSupport: "renews",
    epoch: null,
  });
  const { state } = proposed.result;
  const isTaken = state?.type === "PENDING" && state.state_details.transition_id === transitionId;
  if (!isTaken) return { ...proposed, result: { ...proposed.result, lease: null, flow_run: null } };
  const lease = await acquireLease(tx, deps, { id, owner: claimant(worker), ttlSeconds, requestId: transitionId });
  if (Object.keys(labels).length > 0) await updateFlowRunLabels(tx, deps, { id, labels });
  const run = await loadFlowRun(tx, id);
  return {
    result: {
      ...proposed.result,
      lease: lease.result,
      flow_run: run === null ? null : flowRunFromRow(run.row, run, deps.now()),
    },
    changes: () => [...(proposed.changes?.() ?? []), ...(lease.changes?.() ?? [])],
  };
}
