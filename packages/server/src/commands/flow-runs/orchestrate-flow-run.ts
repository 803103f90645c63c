import type { FlowEffect } from "@tutti/core/flow-transition";
import type { RunState } from "@tutti/core/run-state";
import { stateFromRow } from "@tutti/core/state-wire";
import { unreachable } from "@tutti/core/unreachable";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import { insertNew, updateChanged } from "../../store/row-writes.ts";
import { flowRunFromRow } from "../../store/rows/flow-run-row.ts";
import type { Tx } from "../command.ts";
import { deploymentFact } from "../deployments/deployment-fact.ts";
import { changeDeploymentSlot } from "../deployments/deployment-slot.ts";
import { insertEvent } from "../events/insert-event.ts";
import { keepResultArtifact } from "../artifacts/result-artifact.ts";
import { attemptsOf } from "./attempts-of.ts";
import { copyToParentTask } from "./copy-to-parent-task.ts";
import { decideFlowRun, type FlowTerms } from "./decide-flow-run.ts";
import { flowRunEvent, relatedResources } from "./flow-run-event.ts";
import type { LoadedFlowRun } from "./load-flow-run.ts";
import { wasTransitionMade } from "./was-transition-made.ts";
import type { ProposalResult } from "./proposal-result.ts";

export interface FlowRunTransition {
  readonly run: LoadedFlowRun;
  readonly result: ProposalResult;
  readonly changes: () => LiveChange[];
}

/**
 * Decides about a proposed state and saves what was decided, with its event, in this transaction. The only writer of a flow
 * run's state, but for the first ones of runs that begin together (`begin-flow-runs.ts`).
 */
export async function orchestrateFlowRun(
  tx: Tx,
  deps: Deps,
  loaded: LoadedFlowRun,
  proposed: RunState,
  terms: FlowTerms,
): Promise<FlowRunTransition> {
  const initial = loaded.state === null ? null : stateFromRow(loaded.state);
  const [deployment, related, ownAttempts, wasMade] = await Promise.all([
    deploymentFact(tx, deps, loaded.row, initial, proposed),
    relatedResources(tx, loaded.row),
    proposed.type === "FAILED" ? attemptsOf(tx, loaded.row) : loaded.row.run_count,
    wasTransitionMade(tx, loaded.row.id, initial, proposed),
  ]);
  const { result, saved } = decideFlowRun(deps, loaded, proposed, { deployment, ownAttempts, wasMade }, terms);
  if (saved === null) return { run: loaded, result, changes: () => [] };
  const { run, state, change, effects } = saved;
  // Asked for at once: a database behind a connection has them in one turn.
  await Promise.all([
    insertNew(tx, "flow_run_state", run.state),
    updateChanged(tx, "flow_run", loaded.row, run.row),
    keepResultArtifact(tx, deps, run.state, { flow_run_id: run.row.id, task_run_id: null }),
    emits(effects) ? insertEvent(tx, flowRunEvent(change, related, deps.now())) : null,
  ]);
  await changeSlots(tx, deps, effects, run.row.id);
  const parent = await copyToParentTask(tx, deps, run.row, state);
  const now = deps.now();
  return {
    run,
    result,
    changes: () => [{ kind: "flow-run", flow_run: flowRunFromRow(run.row, run, now) }, ...parent()],
  };
}

function emits(effects: readonly FlowEffect[]): boolean {
  return effects.some(({ kind }) => kind === "emit-event");
}

async function changeSlots(tx: Tx, deps: Deps, effects: readonly FlowEffect[], flowRunId: string): Promise<void> {
  for (const effect of effects) {
    switch (effect.kind) {
      case "emit-event":
      case "change-policy":
      case "clear-infrastructure":
      case "spend-recovery":
        // Done with the row.
        break;
      case "take-slot":
      case "renew-lease":
      case "make-lease-permanent":
      case "release-slot":
        await changeDeploymentSlot(tx, deps, effect, flowRunId);
        break;
      default:
        unreachable(effect);
    }
  }
}
