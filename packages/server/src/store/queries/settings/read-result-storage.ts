import type { ResultStorage } from "@tutti/core/wire/result-storage";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { fromJson } from "../../rows/json-column.ts";
import type { Database } from "../../tables.ts";

/** Where the configuration keeps it. */
export const RESULT_STORAGE = "server-default-result-storage";

export async function readResultStorage(db: Kysely<Database>, _deps: Deps, _params: null): Promise<ResultStorage> {
  const row = await db.selectFrom("configuration").select("value").where("key", "=", RESULT_STORAGE).executeTakeFirst();
  return row === undefined ? { default_result_storage_block_id: null } : (fromJson(row.value) as ResultStorage);
}
