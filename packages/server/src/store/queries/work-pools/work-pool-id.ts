import type { Kysely } from "kysely";
import type { Database } from "../../tables.ts";

/** The id of the pool of that name; null when there is none. */
export async function workPoolId(db: Kysely<Database>, name: string): Promise<string | null> {
  const pool = await db.selectFrom("work_pool").select("id").where("name", "=", name).executeTakeFirst();
  return pool?.id ?? null;
}
