import { FLOW_POLICY } from "@tutti/core/flow-policy";
import { cancelledState, cancellingState } from "@tutti/core/run-state";
import { TERMINAL_STATE_TYPES } from "@tutti/core/state-type";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadTaskRun } from "../task-runs/load-task-run.ts";
import { orchestrateTaskRun } from "../task-runs/orchestrate-task-run.ts";
import { loadFlowRun } from "./load-flow-run.ts";
import { orchestrateFlowRun } from "./orchestrate-flow-run.ts";

const MESSAGE = "The parent flow run was cancelled.";

/**
 * Ends what a cancelled flow run left behind: its task runs, and the subflows they stand for. A subflow that a worker
 * executes is asked to end; one in the parent's process ended with it. Answers how many runs were changed.
 */
export async function cancelUnfinished(tx: Tx, deps: Deps, { id }: { id: string }): Promise<Outcome<number>> {
  const parent = await loadFlowRun(tx, id);
  if (parent?.row.state_type !== "CANCELLED") return { result: 0 };
  const changes: (() => LiveChange[])[] = [];
  for (const { task, subflow } of await unfinished(tx, id)) {
    changes.push(subflow === null ? await cancelTask(tx, deps, task) : await cancelSubflow(tx, deps, subflow));
  }
  return { result: changes.length, changes: () => changes.flatMap((change) => change()) };
}

function unfinished(tx: Tx, flowRunId: string): Promise<{ task: string; subflow: string | null }[]> {
  return tx
    .selectFrom("task_run")
    .leftJoin("flow_run as subflow", (join) =>
      join
        .onRef("subflow.parent_task_run_id", "=", "task_run.id")
        .on("subflow.state_type", "not in", TERMINAL_STATE_TYPES),
    )
    .select(["task_run.id as task", "subflow.id as subflow"])
    .where("task_run.flow_run_id", "=", flowRunId)
    .where("task_run.state_type", "not in", TERMINAL_STATE_TYPES)
    .where("task_run.state_type", "<>", "CANCELLING")
    .orderBy("task_run.id")
    .execute();
}

async function cancelTask(tx: Tx, deps: Deps, id: string): Promise<() => LiveChange[]> {
  const task = await loadTaskRun(tx, id);
  if (task === null) return () => [];
  const cancelled = cancelledState({ id: deps.newId(), timestamp: deps.now(), message: MESSAGE });
  return (await orchestrateTaskRun(tx, deps, task, cancelled, { isForced: true })).changes;
}

/** Its state is that of its task run, too. */
async function cancelSubflow(tx: Tx, deps: Deps, id: string): Promise<() => LiveChange[]> {
  const subflow = await loadFlowRun(tx, id);
  if (subflow === null) return () => [];
  const mint = { id: deps.newId(), timestamp: deps.now(), message: MESSAGE };
  const proposed = subflow.row.deployment_id === null ? cancelledState(mint) : cancellingState(mint);
  const terms = { policy: FLOW_POLICY, leaseSupport: "holds", recoveriesLeft: null } as const;
  return (await orchestrateFlowRun(tx, deps, subflow, proposed, terms)).changes;
}
