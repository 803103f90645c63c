import { claimant } from "@tutti/core/lease-claim";
import type { Claim } from "@tutti/core/wire/lease";
import type { Deps } from "../deps.ts";
import { acquireLease } from "./acquire-lease.ts";
import type { Outcome, Tx } from "./command.ts";
import type { ProposalResult } from "./proposal-result.ts";
import { setFlowRunState } from "./set-flow-run-state.ts";

/**
 * Takes a run for a worker: Pending and the lease in one, so that a worker that dies in between leaves nothing that
 * nobody looks after. Throws `not_found`, `conflict`.
 */
export async function claimFlowRun(
  tx: Tx,
  deps: Deps,
  { id, worker, transitionId, ttlSeconds }: { id: string; worker: string; transitionId: string; ttlSeconds: number },
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
  if (!isTaken) return { ...proposed, result: { ...proposed.result, lease: null } };
  const lease = await acquireLease(tx, deps, { id, owner: claimant(worker), ttlSeconds });
  return {
    result: { ...proposed.result, lease: lease.result },
    changes: () => [...(proposed.changes?.() ?? []), ...(lease.changes?.() ?? [])],
  };
}
