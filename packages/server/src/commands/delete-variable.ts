import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../deps.ts";
import type { VariableKey } from "../store/queries/read-variable.ts";
import type { Outcome, Tx } from "./command.ts";

export async function deleteVariable(tx: Tx, _deps: Deps, key: VariableKey): Promise<Outcome<null>> {
  const { numDeletedRows } = await tx
    .deleteFrom("variable")
    .where("id" in key ? "id" : "name", "=", "id" in key ? key.id : key.name)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new ApiError("not_found", "Variable not found.");
  return { result: null };
}
