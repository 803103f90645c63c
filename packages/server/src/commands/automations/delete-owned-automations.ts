import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { lockCursor } from "../events/event-cursor.ts";
import { TRIGGERS_CURSOR } from "./automation-triggers.ts";
import { emitAutomationEvent } from "./automation-event.ts";

/** Deletes the automations that belong to an object; those that only act on it stay. */
export async function deleteOwnedAutomations(
  tx: Tx,
  deps: Deps,
  params: { resourceId: string },
): Promise<Outcome<null>> {
  // No trigger shall count for an automation that goes away meanwhile.
  await lockCursor(tx, TRIGGERS_CURSOR);
  const owned = tx
    .selectFrom("automation_resource")
    .select("automation_id")
    .where("resource_id", "=", params.resourceId)
    .where("is_owner", "=", 1);
  const rows = await tx.deleteFrom("automation").where("id", "in", owned).returningAll().execute();
  for (const row of rows) await emitAutomationEvent(tx, deps, "deleted", row);
  return { result: null };
}
