import { ApiError } from "@tutti/core/errors";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import { flowFromRow } from "../../store/rows/flow-row.ts";
import type { Outcome, Tx } from "../command.ts";
import { removeFlowRuns } from "../flow-runs/remove-flow-runs.ts";
import { emitFlowEvent } from "./flow-event.ts";

/** Deletes the flow with all its runs. */
export async function deleteFlow(tx: Tx, deps: Deps, params: { id: string }): Promise<Outcome<null>> {
  const gone = await removeFlow(tx, deps, params.id);
  if (gone === null) throw new ApiError("not_found", "Flow not found");
  return { result: null, changes: () => gone };
}

/** What the live sockets shall hear; null when there is no such flow. */
export async function removeFlow(tx: Tx, deps: Deps, id: string): Promise<LiveChange[] | null> {
  const row = await tx.selectFrom("flow").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (row === undefined) return null;
  // Before what they hold is given back: whoever changes a run has its row first, and takes slots then.
  const runs = await tx
    .selectFrom("flow_run")
    .select("id")
    .where("flow_id", "=", id)
    .orderBy("id")
    .forUpdate()
    .execute();
  const gone = await removeFlowRuns(
    tx,
    deps,
    runs.map((run) => run.id),
  );
  await tx.deleteFrom("flow").where("id", "=", id).execute();
  await emitFlowEvent(tx, deps, "deleted", flowFromRow(row));
  return gone;
}
