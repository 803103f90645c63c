import { retriggerProblem } from "@tutti/core/automation/retrigger-problem";
import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitAutomationEvent } from "./automation-event.ts";
import { beginToWatch } from "./automation-triggers.ts";

/** Lets an automation be evaluated or not. One that would start runs without end is not enabled. */
export async function enableAutomation(
  tx: Tx,
  deps: Deps,
  params: { id: string; enabled: boolean | undefined },
): Promise<Outcome<null>> {
  const { id, enabled } = params;
  // Locked as a change of it locks it: a round that counts for it does not wait, whose cursor may be waited for here.
  const row = await tx.selectFrom("automation").selectAll().where("id", "=", id).forNoKeyUpdate().executeTakeFirst();
  if (row === undefined) throw new ApiError("not_found", "Automation not found");
  const isEnabled = enabled ?? row.enabled === 1;
  const problem = isEnabled ? retriggerProblem(fromJson(row.trigger), fromJson(row.actions)) : null;
  if (problem !== null) throw new ApiError("invalid_request", problem);
  if (isEnabled) await beginToWatch(tx);
  const after = await tx
    .updateTable("automation")
    .set({ updated: deps.now(), enabled: isEnabled ? 1 : 0 })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await emitAutomationEvent(tx, deps, "updated", after);
  return { result: null };
}
