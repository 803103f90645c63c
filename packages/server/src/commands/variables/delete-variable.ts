import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { VariableKey } from "../../store/queries/variables/read-variable.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitVariableEvent } from "./variable-event.ts";

export async function deleteVariable(tx: Tx, deps: Deps, key: VariableKey): Promise<Outcome<null>> {
  const row = await tx
    .deleteFrom("variable")
    .where("id" in key ? "id" : "name", "=", "id" in key ? key.id : key.name)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new ApiError("not_found", "Variable not found.");
  await emitVariableEvent(tx, deps, "deleted", row);
  return { result: null };
}
