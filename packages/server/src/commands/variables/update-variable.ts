import { ApiError } from "@tutti/core/errors";
import type { VariableUpdate } from "@tutti/core/wire/variable";
import type { Deps } from "../../deps.ts";
import type { VariableKey } from "../../store/queries/variables/read-variable.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitVariableEvent } from "./variable-event.ts";

/** Writes the keys that are present. */
export async function updateVariable(
  tx: Tx,
  deps: Deps,
  params: { key: VariableKey; changes: VariableUpdate },
): Promise<Outcome<null>> {
  const { key, changes } = params;
  const { name, value, tags } = changes;
  if (name === null || tags === null)
    throw new ApiError("conflict", "A variable has a name and tags; null is neither.");
  if (name !== undefined) await requireFree(tx, name, key);
  const row = await tx
    .updateTable("variable")
    .set({
      updated: deps.now(),
      ...(name === undefined ? {} : { name }),
      ...(value === undefined ? {} : { value: toJson(value) }),
      ...(tags === undefined ? {} : { tags: toJson(tags) }),
    })
    .where("id" in key ? "id" : "name", "=", "id" in key ? key.id : key.name)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new ApiError("not_found", "Variable not found.");
  await emitVariableEvent(tx, deps, "updated", row);
  return { result: null };
}

/** Another variable must not have the name. */
async function requireFree(tx: Tx, name: string, key: VariableKey): Promise<void> {
  const other = await tx
    .selectFrom("variable")
    .select("id")
    .where("name", "=", name)
    .where("id" in key ? "id" : "name", "<>", "id" in key ? key.id : key.name)
    .executeTakeFirst();
  if (other !== undefined) throw new ApiError("conflict", `A variable with the name '${name}' already exists.`);
}
