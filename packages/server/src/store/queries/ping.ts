import { sql, type Kysely } from "kysely";
import type { Deps } from "../../deps.ts";
import type { Database } from "../tables.ts";

/** Answers when the database does. */
export async function ping(db: Kysely<Database>, _deps: Deps, _params: Record<string, never>): Promise<true> {
  await sql`select 1`.execute(db);
  return true;
}
