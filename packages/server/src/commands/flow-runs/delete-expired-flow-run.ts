import { isTerminal } from "@tutti/core/state-type";
import type { Instant } from "@tutti/core/instant";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../../store/dialect.ts";
import { oneOf } from "../../store/filters/condition.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadFlowRun } from "./load-flow-run.ts";
import { removeFlowRuns } from "./remove-flow-runs.ts";

/**
 * Deletes a flow run that ended before then, a part at a time: at most `limit` of its logs or task runs, and the run
 * itself when none are left. Answers whether it is gone; a run that was started again meanwhile is left alone.
 */
export async function deleteExpiredFlowRun(
  tx: Tx,
  deps: Deps,
  { id, before, limit }: { id: string; before: Instant; limit: number },
): Promise<Outcome<boolean>> {
  const run = await loadFlowRun(tx, id);
  if (run === null || !isExpired(run.row, before)) return { result: true };
  if (await deleteSome(tx, "log", id, limit)) return { result: false };
  if (await deleteSome(tx, "task_run", id, limit)) return { result: false };
  const gone = await removeFlowRuns(tx, deps, [id]);
  return { result: true, changes: () => gone };
}

function isExpired({ state_type, end_time }: FlowRunTable, before: Instant): boolean {
  return state_type !== null && isTerminal(state_type) && end_time !== null && end_time < before;
}

/** Whether there were as many as may be deleted at once, so that there may be more. */
async function deleteSome(tx: Tx, table: "log" | "task_run", flowRunId: string, limit: number): Promise<boolean> {
  const rows = await tx.selectFrom(table).select("id").where("flow_run_id", "=", flowRunId).limit(limit).execute();
  const ids = rows.map((row) => row.id);
  const dialect = dialectOf(tx);
  if (table === "task_run") {
    const theirSubflows = oneOf(dialect, sql.ref("parent_task_run_id"), ids);
    await tx.updateTable("flow_run").set({ parent_task_run_id: null }).where(theirSubflows).execute();
  }
  await tx
    .deleteFrom(table)
    .where(oneOf(dialect, sql.ref("id"), ids))
    .execute();
  return ids.length === limit;
}
