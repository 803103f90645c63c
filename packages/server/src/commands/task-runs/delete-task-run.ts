import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { releaseSlotsOfTaskRun } from "../flow-runs/release-held-slots.ts";
import { requireTaskRun } from "./require-task-run.ts";

/** Deletes the task run with its states. A subflow run it stands for stays, and then has no parent. */
export async function deleteTaskRun(
  tx: Tx,
  deps: Deps,
  params: { id: string; epoch: number | null },
): Promise<Outcome<null>> {
  const { row } = await requireTaskRun(tx, params.id, params.epoch, "Task not found");
  await tx.updateTable("flow_run").set({ parent_task_run_id: null }).where("parent_task_run_id", "=", row.id).execute();
  await releaseSlotsOfTaskRun(tx, deps, row.id);
  await tx.deleteFrom("task_run").where("id", "=", row.id).execute();
  return { result: null };
}
