import type { Kysely } from "kysely";
import type { Flow } from "@tutti/core/wire/flow";
import type { Deps } from "../../../deps.ts";
import { flowFromRow } from "../../rows/flow-row.ts";
import type { Database } from "../../tables.ts";

export async function readFlow(db: Kysely<Database>, _deps: Deps, params: { id: string }): Promise<Flow | null> {
  const row = await db.selectFrom("flow").selectAll().where("id", "=", params.id).executeTakeFirst();
  return row === undefined ? null : flowFromRow(row);
}
