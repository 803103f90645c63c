import { ApiError } from "@tutti/core/errors";
import type { AutomationUpdate } from "@tutti/core/wire/automation";
import type { Deps } from "../../deps.ts";
import { checkRunDeployments } from "../deployments/check-run-deployments.ts";
import type { Outcome, Tx } from "../command.ts";
import { automationColumns } from "./automation-columns.ts";
import { emitAutomationEvent } from "./automation-event.ts";
import { noteDeployments } from "./automation-resources.ts";
import { beginToWatch } from "./automation-triggers.ts";

/** Writes the automation anew; what the request leaves out stays. */
export async function updateAutomation(
  tx: Tx,
  deps: Deps,
  params: { id: string; update: AutomationUpdate },
): Promise<Outcome<null>> {
  await checkRunDeployments(tx, params.update.actions);
  await beginToWatch(tx);
  const row = await tx
    .updateTable("automation")
    .set({ updated: deps.now(), ...automationColumns(params.update, deps) })
    .where("id", "=", params.id)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new ApiError("not_found", "Automation not found");
  // Its triggers are new ones: nobody asks any more for what the former have counted.
  await tx.deleteFrom("automation_bucket").where("automation_id", "=", row.id).execute();
  await tx.deleteFrom("automation_collection").where("automation_id", "=", row.id).execute();
  await noteDeployments(tx, row.id, params.update.actions);
  await emitAutomationEvent(tx, deps, "updated", row);
  return { result: null };
}
