import type { LeaseSupport } from "@tutti/core/client-version";
import { ApiError } from "@tutti/core/errors";
import { FLOW_POLICY, FORCED_FLOW_POLICY, LATE_FLOW_POLICY } from "@tutti/core/flow-policy";
import { proposedState } from "@tutti/core/state-wire";
import type { StateCreate } from "@tutti/core/wire/state";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { requireLease } from "../leases/lease-check.ts";
import { recoveryFacts } from "../leases/recovery-facts.ts";
import { reportGoneOwner } from "../leases/report-gone-owner.ts";
import { type LoadedFlowRun, loadFlowRun } from "./load-flow-run.ts";
import { orchestrateFlowRun } from "./orchestrate-flow-run.ts";
import type { ProposalResult } from "./proposal-result.ts";

const POLICIES = { client: FLOW_POLICY, forced: FORCED_FLOW_POLICY, late: LATE_FLOW_POLICY };

export interface FlowRunProposal {
  readonly state: StateCreate;
  /** `late` is the late marker's. */
  readonly policy: keyof typeof POLICIES;
  readonly leaseSupport: LeaseSupport;
  /** The epoch of the proposer's lease; null for whoever holds none, as a user who cancels. */
  readonly epoch: number | null;
  /** Whether a Crashed says of a process that it was told to stop. */
  readonly isPlannedStop?: boolean;
  /** The automations that led to it, when it was one. */
  readonly broughtAboutBy?: readonly string[];
}

/**
 * Proposes a state for a flow run, and answers what became of it. Crashed, said by anybody but the owner, says that the
 * owner is gone. Throws `not_found`, `lease_lost`.
 */
export async function setFlowRunState(
  tx: Tx,
  deps: Deps,
  params: FlowRunProposal & { id: string },
): Promise<Outcome<ProposalResult>> {
  return proposeState(tx, deps, await runToSet(tx, params.id, params.epoch), params);
}

/** The run, locked, if the writer's lease is good. Throws `not_found`, `lease_lost`. */
export async function runToSet(tx: Tx, id: string, epoch: number | null): Promise<LoadedFlowRun> {
  const run = await loadFlowRun(tx, id);
  if (run === null) throw new ApiError("not_found", `Flow run with id ${id} not found`);
  await requireLease(tx, run.row, epoch);
  return run;
}

/** Proposes the state for a run that was loaded by `runToSet`. */
export async function proposeState(
  tx: Tx,
  deps: Deps,
  run: LoadedFlowRun,
  params: FlowRunProposal,
): Promise<Outcome<ProposalResult>> {
  const proposed = proposedState(params.state, deps.newId(), deps.now());
  const { leaseSupport, broughtAboutBy = [] } = params;
  const terms = { policy: POLICIES[params.policy], leaseSupport, broughtAboutBy };
  if (proposed.type === "CRASHED" && params.epoch === null) {
    const facts = await recoveryFacts(tx, run.row);
    return reportGoneOwner(tx, deps, run, { ...terms, proposed, facts, isPlanned: params.isPlannedStop ?? false });
  }
  return orchestrateFlowRun(tx, deps, run, proposed, { ...terms, recoveriesLeft: null });
}
