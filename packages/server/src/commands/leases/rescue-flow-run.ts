import { FLOW_POLICY } from "@tutti/core/flow-policy";
import { hadProcess } from "@tutti/core/had-process";
import type { Instant } from "@tutti/core/instant";
import { goneOwnerMessage, type RecoveryFacts } from "@tutti/core/recoveries";
import { neverBegan } from "@tutti/core/lease-claim";
import { cancelledState, crashedState, scheduledState, type RunState } from "@tutti/core/run-state";
import { stateFromRow } from "@tutti/core/state-wire";
import type { Deps } from "../../deps.ts";
import { updateChanged } from "../../store/row-writes.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { type LoadedFlowRun, loadFlowRun } from "../flow-runs/load-flow-run.ts";
import { orchestrateFlowRun } from "../flow-runs/orchestrate-flow-run.ts";
import { recoveryFacts } from "./recovery-facts.ts";
import { reportGoneOwner } from "./report-gone-owner.ts";

/**
 * Takes a run from an owner whose lease ended before `endedBefore`: it is started again, or ends with the reason. Answers
 * whether there was anything to do; there is not when the owner has renewed its lease meanwhile.
 */
export async function rescueFlowRun(
  tx: Tx,
  deps: Deps,
  { id, endedBefore }: { id: string; endedBefore: Instant },
): Promise<Outcome<boolean>> {
  const run = await loadFlowRun(tx, id);
  const leaseEnd = run?.row.lease_expires_at ?? null;
  if (run === null || leaseEnd === null || leaseEnd > endedBefore) return { result: false };
  if (hasNeverBegun(run.row)) return handBack(tx, deps, run);
  const facts = await recoveryFacts(tx, run.row);
  const state = run.state === null ? null : stateFromRow(run.state);
  if (!hadProcess(facts.policy, state)) {
    await letGo(tx, run.row);
    return { result: true };
  }
  const proposed = proposal(deps, id, leaseEnd, state, facts);
  const { changes } = await reportGoneOwner(tx, deps, run, {
    proposed,
    policy: FLOW_POLICY,
    leaseSupport: "holds",
    facts,
    isPlanned: false,
  });
  return { result: true, changes };
}

/** A run that was being cancelled has been: its process cannot say so any more. */
function proposal(deps: Deps, id: string, leaseEnd: Instant, state: RunState | null, facts: RecoveryFacts): RunState {
  const mint = { id: deps.newId(), timestamp: deps.now() };
  if (state?.type !== "CANCELLING") return crashedState({ ...mint, message: goneOwnerMessage(id, leaseEnd, facts) });
  return cancelledState({ ...mint, message: "The process that executed the run ended while it was being cancelled." });
}

function hasNeverBegun({ lease_owner, state_type, infrastructure_pid }: FlowRunTable): boolean {
  return neverBegan({ owner: lease_owner, stateType: state_type, infrastructurePid: infrastructure_pid });
}

/** A run whose worker is gone before it had a process waits for another: that costs no recovery, whatever executes it. */
async function handBack(tx: Tx, deps: Deps, run: LoadedFlowRun): Promise<Outcome<boolean>> {
  const message = "The worker that had taken the run is gone, and no process of it was there yet.";
  const mint = { id: deps.newId(), timestamp: deps.now(), message };
  const proposed = scheduledState(mint, { scheduledTime: deps.now() });
  const terms = { policy: FLOW_POLICY, leaseSupport: "holds", recoveriesLeft: null } as const;
  const transition = await orchestrateFlowRun(tx, deps, run, proposed, terms);
  await letGo(tx, transition.run.row);
  return { result: true, changes: transition.changes };
}

/** Nobody was executing the run: who takes it next need not wait, and who had it can no more begin. */
async function letGo(tx: Tx, row: FlowRunTable): Promise<void> {
  await updateChanged(tx, "flow_run", row, {
    ...row,
    lease_owner: null,
    lease_expires_at: null,
    lease_epoch: row.lease_epoch + 1,
  });
}
