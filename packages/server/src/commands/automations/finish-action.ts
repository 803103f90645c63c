import type { Deps } from "../../deps.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitActionEvents } from "./action-events.ts";
import type { ActionReport } from "./action-report.ts";

/** Tells what became of the request that an action was; `failure` is null when it was answered. */
export async function finishAction(
  tx: Tx,
  deps: Deps,
  params: { id: string; report: ActionReport; failure: string | null },
): Promise<Outcome<null>> {
  const row = await tx
    .deleteFrom("automation_invocation")
    .where("id", "=", params.id)
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) await emitActionEvents(tx, deps, fromJson(row.invocation), params.report, params.failure);
  return { result: null };
}
