import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { lockCursor } from "../events/event-cursor.ts";
import { TRIGGERS_CURSOR } from "./automation-triggers.ts";
import { emitAutomationEvent } from "./automation-event.ts";

export async function deleteAutomation(tx: Tx, deps: Deps, params: { id: string }): Promise<Outcome<null>> {
  // No trigger shall count for an automation that goes away meanwhile.
  await lockCursor(tx, TRIGGERS_CURSOR);
  const row = await tx.deleteFrom("automation").where("id", "=", params.id).returningAll().executeTakeFirst();
  if (row === undefined) throw new ApiError("not_found", "Automation not found");
  await emitAutomationEvent(tx, deps, "deleted", row);
  return { result: null };
}
