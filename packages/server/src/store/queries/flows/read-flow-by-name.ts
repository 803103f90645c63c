import type { Kysely } from "kysely";
import type { Flow } from "@tutti/core/wire/flow";
import type { Deps } from "../../../deps.ts";
import { flowFromRow } from "../../rows/flow-row.ts";
import type { Database } from "../../tables.ts";

export async function readFlowByName(
  db: Kysely<Database>,
  _deps: Deps,
  params: { name: string },
): Promise<Flow | null> {
  const row = await db.selectFrom("flow").selectAll().where("name", "=", params.name).executeTakeFirst();
  return row === undefined ? null : flowFromRow(row);
}
