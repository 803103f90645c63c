import type { LeaseSupport } from "@tutti/core/client-version";
import { decide } from "@tutti/core/decide";
import type { FlowEffect, FlowFacts, FlowPolicy, FlowRunRecord } from "@tutti/core/flow-transition";
import { instant } from "@tutti/core/instant";
import { orchestrationResult } from "@tutti/core/orchestration-result";
import { progressFromRow, progressToRow } from "@tutti/core/progress-row";
import type { RecoveriesLeft } from "@tutti/core/recoveries";
import type { RunState } from "@tutti/core/run-state";
import { settleFlowRun } from "@tutti/core/settle";
import { stateFromRow } from "@tutti/core/state-wire";
import type { Deps } from "../../deps.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import { flowRunStateRow } from "../../store/rows/state-columns.ts";
import type { FlowRunStateTable, FlowRunTable } from "../../store/tables.ts";
import { leaseAfter } from "../leases/lease-after.ts";
import type { FlowRunStateChange } from "./flow-run-event.ts";
import type { LoadedFlowRun } from "./load-flow-run.ts";
import type { ProposalResult } from "./proposal-result.ts";

/** By which rules, and what the rules are told of the proposer. */
export interface FlowTerms {
  readonly policy: FlowPolicy;
  readonly leaseSupport: LeaseSupport;
  /** Null when the run reports for itself; else its process is said to be gone, and may be started again so often. */
  readonly recoveriesLeft: RecoveriesLeft;
  /** The automations that led to the proposal; its event says so. */
  readonly broughtAboutBy?: readonly string[];
}

/** What a decision makes of a run. */
export interface DecidedFlowRun {
  readonly result: ProposalResult;
  /** What is to be saved; null when the run stays as it is. */
  readonly saved: {
    readonly run: LoadedFlowRun & { readonly state: FlowRunStateTable };
    readonly state: RunState;
    readonly change: FlowRunStateChange;
    readonly effects: readonly FlowEffect[];
  } | null;
}

/** Decides about a proposed state by what was read of the run: reads and writes nothing. */
export function decideFlowRun(
  deps: Deps,
  loaded: LoadedFlowRun,
  proposed: RunState,
  facts: Pick<FlowFacts, "deployment" | "ownAttempts" | "wasMade">,
  { policy, leaseSupport, recoveriesLeft, broughtAboutBy = [] }: FlowTerms,
): DecidedFlowRun {
  const run = recordOf(loaded.row);
  const initial = loaded.state === null ? null : stateFromRow(loaded.state);
  const transition = {
    run,
    initial,
    proposed: after(initial, proposed),
    facts: { ...facts, leaseSupport, recoveriesLeft },
  };
  const decision = decide(policy, transition, { now: deps.now(), random: deps.random });
  const { run: settled, state } = settleFlowRun(run, decision);
  if (state === null) return { result: { ...orchestrationResult(decision, initial), isNew: false }, saved: null };
  const effects = "effects" in decision ? decision.effects : [];
  const saved = runAfter(deps, loaded, settled, state, effects, recoveriesLeft !== null);
  const change = { initial, proposed, state, run: saved.row, broughtAboutBy };
  return {
    result: { ...orchestrationResult(decision, state), isNew: true },
    saved: { run: saved, state, change, effects },
  };
}

/** A run's states stand in the order of their times, though the clock was set back, or another server's is behind. */
function after(initial: RunState | null, proposed: RunState): RunState {
  if (initial === null || proposed.timestamp >= initial.timestamp) return proposed;
  return { ...proposed, timestamp: instant(initial.timestamp + 1) };
}

function recordOf(row: FlowRunTable): FlowRunRecord {
  return {
    id: row.id,
    deploymentId: row.deployment_id,
    parentTaskRunId: row.parent_task_run_id,
    infrastructurePid: row.infrastructure_pid,
    hasRecovered: row.recovery_count > 0,
    policy: fromJson(row.empirical_policy),
    progress: progressFromRow(row),
  };
}

function runAfter(
  deps: Deps,
  { row: before, queue }: LoadedFlowRun,
  settled: FlowRunRecord,
  state: RunState,
  effects: readonly FlowEffect[],
  isOwnerGone: boolean,
) {
  const now = deps.now();
  const row: FlowRunTable = {
    ...before,
    ...progressToRow(settled.progress),
    ...leaseAfter(before, state, isOwnerGone),
    empirical_policy: toJson(settled.policy),
    infrastructure_pid: settled.infrastructurePid,
    recovery_count: before.recovery_count + effects.filter((effect) => effect.kind === "spend-recovery").length,
    updated: now,
  };
  return { row, state: flowRunStateRow(state, before.id, now), queue };
}
