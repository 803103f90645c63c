import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { fromJson } from "../../rows/json-column.ts";
import type { Database } from "../../tables.ts";

/** What blocks of any schema can do, each capability once. */
export async function listBlockCapabilities(db: Kysely<Database>, _deps: Deps, _params: null): Promise<string[]> {
  const rows = await db.selectFrom("block_schema").select("capabilities").distinct().execute();
  return [...new Set(rows.flatMap((row) => fromJson(row.capabilities)))].toSorted();
}
