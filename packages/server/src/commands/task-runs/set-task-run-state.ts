import { proposedState } from "@tutti/core/state-wire";
import type { StateCreate } from "@tutti/core/wire/state";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import type { ProposalResult } from "../flow-runs/proposal-result.ts";
import { orchestrateTaskRun } from "./orchestrate-task-run.ts";
import { requireTaskRun } from "./require-task-run.ts";

/** Proposes a state for a task run, and answers what became of it. Throws `not_found`, `lease_lost`. */
export async function setTaskRunState(
  tx: Tx,
  deps: Deps,
  params: { id: string; state: StateCreate; force: boolean; epoch: number | null },
): Promise<Outcome<ProposalResult>> {
  const run = await requireTaskRun(tx, params.id, params.epoch, `Task run with id ${params.id} not found`);
  const proposed = proposedState(params.state, deps.newId(), deps.now());
  return orchestrateTaskRun(tx, deps, run, proposed, { isForced: params.force });
}
