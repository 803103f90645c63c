import type { FlowPolicy } from "@tutti/core/flow-transition";
import type { LeaseSupport } from "@tutti/core/client-version";
import { hadProcess } from "@tutti/core/had-process";
import { orchestrationResult } from "@tutti/core/orchestration-result";
import { recoveriesAfterStop, recoveriesLeft, type RecoveryFacts } from "@tutti/core/recoveries";
import type { RunState } from "@tutti/core/run-state";
import { stateFromRow } from "@tutti/core/state-wire";
import type { Deps } from "../../deps.ts";
import type { Tx } from "../command.ts";
import type { LoadedFlowRun } from "../flow-runs/load-flow-run.ts";
import { orchestrateFlowRun, type FlowRunTransition } from "../flow-runs/orchestrate-flow-run.ts";
import { crashUnfinished } from "./crash-unfinished.ts";

export interface GoneOwnerReport {
  readonly proposed: RunState;
  readonly policy: FlowPolicy;
  readonly leaseSupport: LeaseSupport;
  readonly facts: RecoveryFacts;
  /** Whether the process was told to stop. */
  readonly isPlanned: boolean;
  readonly broughtAboutBy?: readonly string[];
}

/**
 * Proposes the end of a run whose process is said to be gone: it is started again while it has recoveries left, its
 * epoch is over, and what it left unfinished ends as Crashed. A process that was told to stop while the server let its run
 * wait without it, or end, has no run to speak of.
 */
export async function reportGoneOwner(
  tx: Tx,
  deps: Deps,
  run: LoadedFlowRun,
  { proposed, facts, isPlanned, ...told }: GoneOwnerReport,
): Promise<FlowRunTransition> {
  const state = run.state === null ? null : stateFromRow(run.state);
  if (isPlanned && !hadProcess(facts.policy, state)) return nothingToSay(run, state);
  const terms = {
    ...told,
    recoveriesLeft: isPlanned ? recoveriesAfterStop(facts) : recoveriesLeft(facts),
  };
  const transition = await orchestrateFlowRun(tx, deps, run, proposed, terms);
  if (!transition.result.isNew || run.row.lease_epoch === 0) return transition;
  const unfinished = await crashUnfinished(tx, deps, transition.run.row);
  return { ...transition, changes: () => [...transition.changes(), ...unfinished()] };
}

function nothingToSay(run: LoadedFlowRun, state: RunState | null): FlowRunTransition {
  const decision = { kind: "ABORT", reason: "No process executes the run." } as const;
  return { run, result: { ...orchestrationResult(decision, state), isNew: false }, changes: () => [] };
}
