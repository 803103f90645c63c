import type { Variable } from "@tutti/core/wire/variable";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { variableFromRow } from "../../rows/variable-row.ts";
import type { Database } from "../../tables.ts";

/** A variable is known by its id or by its name. */
export type VariableKey = { readonly id: string } | { readonly name: string };

export async function readVariable(db: Kysely<Database>, _deps: Deps, key: VariableKey): Promise<Variable | null> {
  const [column, value] = "id" in key ? (["id", key.id] as const) : (["name", key.name] as const);
  const row = await db.selectFrom("variable").selectAll().where(column, "=", value).executeTakeFirst();
  return row === undefined ? null : variableFromRow(row);
}
