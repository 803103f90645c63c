import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";

/** How many documents are not sealed with this key. The index of keys alone is read. */
export async function countDocumentsOfOtherKeys(
  db: Kysely<Database>,
  _deps: Deps,
  params: { keyId: string },
): Promise<number> {
  const { count } = await db
    .selectFrom("block_document")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("key_id", "<>", params.keyId)
    .executeTakeFirstOrThrow();
  return count;
}
