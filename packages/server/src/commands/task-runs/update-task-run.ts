import type { TaskRunUpdate } from "@tutti/core/wire/task-run";
import type { Deps } from "../../deps.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { taskRunFromRow } from "../../store/rows/task-run-row.ts";
import type { Outcome, Tx } from "../command.ts";
import { requireTaskRun } from "./require-task-run.ts";

/** Writes the fields that are present. */
export async function updateTaskRun(
  tx: Tx,
  deps: Deps,
  params: { id: string; update: TaskRunUpdate; epoch: number | null },
): Promise<Outcome<null>> {
  const run = await requireTaskRun(tx, params.id, params.epoch, "Task run not found");
  const now = deps.now();
  const after = { ...run.row, name: params.update.name ?? run.row.name, updated: now };
  await updateChanged(tx, "task_run", run.row, after);
  return { result: null, changes: () => [{ kind: "task-run", task_run: taskRunFromRow(after, run.state, now) }] };
}
