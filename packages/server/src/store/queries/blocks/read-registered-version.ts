import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { fromJson } from "../../rows/json-column.ts";
import type { Database } from "../../tables.ts";

/** Where the configuration keeps which version's blocks were registered last. */
export const REGISTERED_VERSION = "registered-blocks";

/** The version of Tutti whose blocks were registered last; null when none were. */
export async function readRegisteredVersion(db: Kysely<Database>, _deps: Deps, _params: null): Promise<string | null> {
  const row = await db
    .selectFrom("configuration")
    .select("value")
    .where("key", "=", REGISTERED_VERSION)
    .executeTakeFirst();
  return row === undefined ? null : (fromJson(row.value) as { version: string }).version;
}
