import { FORCED_FLOW_POLICY } from "@tutti/core/flow-policy";
import { instant } from "@tutti/core/instant";
import { crashedState } from "@tutti/core/run-state";
import { TERMINAL_STATE_TYPES } from "@tutti/core/state-type";
import type { LiveChange } from "@tutti/core/wire/live";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../../store/dialect.ts";
import { oneOf } from "../../store/filters/condition.ts";
import type { FlowRunTable, TaskRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";
import { loadFlowRun } from "../flow-runs/load-flow-run.ts";
import { currentTaskRunState } from "../task-runs/load-task-run.ts";
import { orchestrateFlowRun } from "../flow-runs/orchestrate-flow-run.ts";
import { orchestrateTaskRun } from "../task-runs/orchestrate-task-run.ts";

/**
 * Ends what earlier epochs of the flow run left behind: the subflow runs its lease covers, and the task runs in all of
 * them. Each Crashed state follows the last word of the earlier owner, by the earlier owner's clock.
 */
export async function crashUnfinished(tx: Tx, deps: Deps, run: FlowRunTable): Promise<() => LiveChange[]> {
  const message = "The process that executed this is gone, and the flow run around it was taken from it.";
  const changes: (() => LiveChange[])[] = [];
  for (const id of await unfinishedSubflows(tx, [run.id])) changes.push(await crashSubflow(tx, deps, id, message));
  for (const row of await unfinishedTasks(tx, run)) changes.push(await crashTask(tx, deps, row, message));
  return () => changes.flatMap((change) => change());
}

/**
 * Ends the subflow runs that these runs' leases cover, and their task runs, before the runs are deleted: no lease would end
 * and tell that nobody executes them any more.
 */
export async function crashCovered(tx: Tx, deps: Deps, flowRunIds: readonly string[]): Promise<LiveChange[]> {
  const message = "The flow run around this was deleted, and the process with it.";
  const changes: (() => LiveChange[])[] = [];
  const isKept = (id: string): boolean => !flowRunIds.includes(id);
  const subflows = (await unfinishedSubflows(tx, flowRunIds)).filter(isKept);
  for (const id of subflows) changes.push(await crashSubflow(tx, deps, id, message));
  for (const row of await tasksOf(tx, subflows)) changes.push(await crashTask(tx, deps, row, message));
  return changes.flatMap((change) => change());
}

/** The innermost first: a subflow's end is that of a task run of the flow around it. */
async function unfinishedSubflows(tx: Tx, flowRunIds: readonly string[]): Promise<string[]> {
  const covered = await tx
    .selectFrom("flow_run")
    .select("id")
    .where(oneOf(dialectOf(tx), sql.ref("lease_run_id"), flowRunIds))
    .where("state_type", "not in", TERMINAL_STATE_TYPES)
    .orderBy("id", "desc")
    .execute();
  return covered.map(({ id }) => id);
}

async function crashSubflow(tx: Tx, deps: Deps, id: string, message: string): Promise<() => LiveChange[]> {
  const subflow = await loadFlowRun(tx, id);
  if (subflow === null) return () => [];
  const crashed = crashedState({ id: deps.newId(), timestamp: deps.now(), message });
  const terms = { policy: FORCED_FLOW_POLICY, leaseSupport: "holds", recoveriesLeft: null } as const;
  return (await orchestrateFlowRun(tx, deps, subflow, crashed, terms)).changes;
}

function unfinishedTasks(tx: Tx, run: FlowRunTable): Promise<TaskRunTable[]> {
  return tx
    .selectFrom("task_run")
    .selectAll("task_run")
    .innerJoin("flow_run", "flow_run.id", "task_run.flow_run_id")
    .where((where) => where.or([where("flow_run.id", "=", run.id), where("flow_run.lease_run_id", "=", run.id)]))
    .where("task_run.state_type", "not in", TERMINAL_STATE_TYPES)
    .where("task_run.lease_epoch", ">", 0)
    .where("task_run.lease_epoch", "<", run.lease_epoch)
    .execute();
}

async function tasksOf(tx: Tx, flowRunIds: readonly string[]): Promise<TaskRunTable[]> {
  if (flowRunIds.length === 0) return [];
  return tx
    .selectFrom("task_run")
    .selectAll()
    .where(oneOf(dialectOf(tx), sql.ref("flow_run_id"), flowRunIds))
    .where("state_type", "not in", TERMINAL_STATE_TYPES)
    .execute();
}

async function crashTask(tx: Tx, deps: Deps, row: TaskRunTable, message: string): Promise<() => LiveChange[]> {
  const timestamp = instant((row.state_timestamp ?? deps.now()) + 1);
  const crashed = crashedState({ id: deps.newId(), timestamp, message });
  const state = await currentTaskRunState(tx, row);
  return (await orchestrateTaskRun(tx, deps, { row, state }, crashed, { isForced: true })).changes;
}
