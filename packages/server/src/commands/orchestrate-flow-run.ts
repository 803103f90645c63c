import type { LeaseSupport } from "@tutti/core/client-version";
import { decide } from "@tutti/core/decide";
import type { FlowEffect, FlowFacts, FlowPolicy, FlowRunRecord } from "@tutti/core/flow-transition";
import { orchestrationResult } from "@tutti/core/orchestration-result";
import { progressFromRow, progressToRow } from "@tutti/core/progress-row";
import type { RecoveriesLeft } from "@tutti/core/recoveries";
import type { RunState } from "@tutti/core/run-state";
import { settleFlowRun } from "@tutti/core/settle";
import { stateFromRow } from "@tutti/core/state-wire";
import { unreachable } from "@tutti/core/unreachable";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../deps.ts";
import { insertNew, updateChanged } from "../store/row-writes.ts";
import { flowRunFromRow } from "../store/rows/flow-run-row.ts";
import { fromJson, toJson } from "../store/rows/json-column.ts";
import { flowRunStateRow } from "../store/rows/state-columns.ts";
import type { FlowRunTable } from "../store/tables.ts";
import type { Tx } from "./command.ts";
import { copyToParentTask } from "./copy-to-parent-task.ts";
import { deploymentFact } from "./deployment-fact.ts";
import { changeDeploymentSlot } from "./deployment-slot.ts";
import { emitFlowRunEvent, type FlowRunStateChange } from "./flow-run-event.ts";
import { leaseAfter } from "./lease-after.ts";
import type { LoadedFlowRun } from "./load-flow-run.ts";
import type { ProposalResult } from "./proposal-result.ts";
import { keepResultArtifact } from "./result-artifact.ts";

/** By which rules, and what the rules are told of the proposer. */
export interface FlowTerms {
  readonly policy: FlowPolicy;
  readonly leaseSupport: LeaseSupport;
  /** Null when the run reports for itself; else its process is said to be gone, and may be started again so often. */
  readonly recoveriesLeft: RecoveriesLeft;
}

export interface FlowRunTransition {
  readonly run: LoadedFlowRun;
  readonly result: ProposalResult;
  readonly changes: () => LiveChange[];
}

/** Decides about a proposed state and saves what was decided, with its event, in this transaction. The only writer of a flow run's state. */
export async function orchestrateFlowRun(
  tx: Tx,
  deps: Deps,
  loaded: LoadedFlowRun,
  proposed: RunState,
  terms: FlowTerms,
): Promise<FlowRunTransition> {
  const run = recordOf(loaded.row);
  const initial = loaded.state === null ? null : stateFromRow(loaded.state);
  const transition = { run, initial, proposed, facts: await factsOf(tx, deps, loaded.row, initial, proposed, terms) };
  const decision = decide(terms.policy, transition, { now: deps.now(), random: deps.random });
  const { run: settled, state } = settleFlowRun(run, decision);
  if (state === null)
    return { run: loaded, result: { ...orchestrationResult(decision, initial), isNew: false }, changes: () => [] };

  const effects = "effects" in decision ? decision.effects : [];
  const saved = await save(tx, deps, loaded, settled, state, effects, terms.recoveriesLeft !== null);
  await carryOut(tx, deps, effects, { initial, proposed, state, run: saved.row });
  const parent = await copyToParentTask(tx, deps, saved.row, state);
  const now = deps.now();
  return {
    run: saved,
    result: { ...orchestrationResult(decision, state), isNew: true },
    changes: () => [{ kind: "flow-run", flow_run: flowRunFromRow(saved.row, saved, now) }, ...parent()],
  };
}

function recordOf(row: FlowRunTable): FlowRunRecord {
  return {
    id: row.id,
    deploymentId: row.deployment_id,
    parentTaskRunId: row.parent_task_run_id,
    infrastructurePid: row.infrastructure_pid,
    policy: fromJson(row.empirical_policy),
    progress: progressFromRow(row),
  };
}

async function factsOf(
  tx: Tx,
  deps: Deps,
  row: FlowRunTable,
  initial: RunState | null,
  proposed: RunState,
  { leaseSupport, recoveriesLeft }: FlowTerms,
): Promise<FlowFacts> {
  return { deployment: await deploymentFact(tx, deps, row, initial, proposed), leaseSupport, recoveriesLeft };
}

async function save(
  tx: Tx,
  deps: Deps,
  { row: before, queue }: LoadedFlowRun,
  settled: FlowRunRecord,
  state: RunState,
  effects: readonly FlowEffect[],
  isOwnerGone: boolean,
): Promise<LoadedFlowRun> {
  const now = deps.now();
  const stateRow = flowRunStateRow(state, before.id, now);
  const row: FlowRunTable = {
    ...before,
    ...progressToRow(settled.progress),
    ...leaseAfter(before, state, isOwnerGone),
    empirical_policy: toJson(settled.policy),
    infrastructure_pid: settled.infrastructurePid,
    recovery_count: before.recovery_count + effects.filter((effect) => effect.kind === "spend-recovery").length,
    updated: now,
  };
  await insertNew(tx, "flow_run_state", stateRow);
  await updateChanged(tx, "flow_run", before, row);
  await keepResultArtifact(tx, deps, stateRow, { flow_run_id: before.id, task_run_id: null });
  return { row, state: stateRow, queue };
}

async function carryOut(tx: Tx, deps: Deps, effects: readonly FlowEffect[], change: FlowRunStateChange): Promise<void> {
  for (const effect of effects) {
    switch (effect.kind) {
      case "emit-event":
        await emitFlowRunEvent(tx, change, deps.now());
        break;
      case "change-policy":
      case "clear-infrastructure":
      case "spend-recovery":
        // Done in the row.
        break;
      case "take-slot":
      case "renew-lease":
      case "make-lease-permanent":
      case "release-slot":
        await changeDeploymentSlot(tx, deps, effect, change.run.id);
        break;
      default:
        unreachable(effect);
    }
  }
}
