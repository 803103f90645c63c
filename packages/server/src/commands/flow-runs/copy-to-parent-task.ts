import type { RunState } from "@tutti/core/run-state";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";
import { loadTaskRun } from "../task-runs/load-task-run.ts";
import { orchestrateTaskRun } from "../task-runs/orchestrate-task-run.ts";

/** A subflow's state is also that of the task run that stands for it in its parent. */
export async function copyToParentTask(
  tx: Tx,
  deps: Deps,
  run: FlowRunTable,
  state: RunState,
): Promise<() => LiveChange[]> {
  const parent = run.parent_task_run_id === null ? null : await loadTaskRun(tx, run.parent_task_run_id);
  if (parent === null) return () => [];
  const copy = {
    ...state,
    id: deps.newId(),
    timestamp: deps.now(),
    childFlowRunId: run.id,
    flowRunId: parent.row.flow_run_id,
    taskRunId: parent.row.id,
  };
  const { changes } = await orchestrateTaskRun(tx, deps, parent, copy, { isForced: true });
  return changes;
}
