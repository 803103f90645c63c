import type { LiveChange } from "@tutti/core/wire/live";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../../store/dialect.ts";
import { oneOf } from "../../store/filters/condition.ts";
import type { Tx } from "../command.ts";
import { crashCovered } from "../leases/crash-unfinished.ts";
import { releaseSlotsOfFlowRuns } from "./release-held-slots.ts";

/**
 * Deletes the runs that exist, with their states, task runs, inputs and logs, and gives back the slots they hold. What a
 * run made for others stays: its artifacts, its events, and the subflow runs it called, which then have no parent, and end
 * as Crashed when they were executed by its process.
 */
export async function removeFlowRuns(tx: Tx, deps: Deps, ids: readonly string[]): Promise<LiveChange[]> {
  if (ids.length === 0) return [];
  const crashed = await crashCovered(tx, deps, ids);
  await releaseSlotsOfFlowRuns(tx, deps, ids);
  return [...crashed, ...(await removeUnbegunRuns(tx, ids))];
}

/** The same for runs that nobody has taken yet: they hold no slots. */
export async function removeUnbegunRuns(tx: Tx, ids: readonly string[]): Promise<LiveChange[]> {
  if (ids.length === 0) return [];
  const dialect = dialectOf(tx);
  const ofThese = oneOf(dialect, sql.ref("flow_run_id"), ids);
  const theirTasks = tx.selectFrom("task_run").select("id").where(ofThese);
  await tx
    .updateTable("flow_run")
    .set({ parent_task_run_id: null })
    .where("parent_task_run_id", "in", theirTasks)
    .execute();
  await tx
    .updateTable("flow_run")
    .set({ lease_run_id: null })
    .where(oneOf(dialect, sql.ref("lease_run_id"), ids))
    .execute();
  await tx.deleteFrom("log").where(ofThese).execute();
  await tx
    .deleteFrom("flow_run")
    .where(oneOf(dialect, sql.ref("id"), ids))
    .execute();
  return ids.map((id) => ({ kind: "flow-run-deleted", id }));
}
