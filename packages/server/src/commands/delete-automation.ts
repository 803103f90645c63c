import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../deps.ts";
import { emitAutomationEvent } from "./automation-event.ts";
import type { Outcome, Tx } from "./command.ts";

export async function deleteAutomation(tx: Tx, deps: Deps, params: { id: string }): Promise<Outcome<null>> {
  const row = await tx.deleteFrom("automation").where("id", "=", params.id).returningAll().executeTakeFirst();
  if (row === undefined) throw new ApiError("not_found", "Automation not found");
  await emitAutomationEvent(tx, deps, "deleted", row);
  return { result: null };
}
