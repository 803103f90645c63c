import { ApiError } from "@tutti/core/errors";
import type { Variable, VariableCreate } from "@tutti/core/wire/variable";
import type { Deps } from "../../deps.ts";
import { toJson } from "../../store/rows/json-column.ts";
import { variableFromRow } from "../../store/rows/variable-row.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitVariableEvent } from "./variable-event.ts";

export async function createVariable(tx: Tx, deps: Deps, params: VariableCreate): Promise<Outcome<Variable>> {
  const now = deps.now();
  const row = await tx
    .insertInto("variable")
    .values({
      id: deps.newId(),
      created: now,
      updated: now,
      name: params.name,
      value: toJson(params.value),
      tags: toJson(params.tags),
    })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new ApiError("conflict", `A variable with the name '${params.name}' already exists.`);
  await emitVariableEvent(tx, deps, "created", row);
  return { result: variableFromRow(row) };
}
