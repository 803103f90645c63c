import type { TagLimit } from "@tutti/core/wire/concurrency-limit";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { sharedNow } from "../../dialect.ts";
import { TAG_PREFIX } from "../../rows/concurrency-limit-row.ts";
import { AFTER_TAGS, tagLimitFromRow } from "../../rows/tag-limit-row.ts";
import type { Database } from "../../tables.ts";
import { taskHolders } from "./task-holders.ts";

/** The limits of tags, by tag. */
export async function listTagLimits(
  db: Kysely<Database>,
  deps: Deps,
  { limit, offset }: { limit: number; offset: number },
): Promise<TagLimit[]> {
  const rows = await db
    .selectFrom("concurrency_limit")
    .selectAll()
    .where("name", ">=", TAG_PREFIX)
    .where("name", "<", AFTER_TAGS)
    .orderBy("name")
    .limit(limit)
    .offset(offset)
    .execute();
  const ids = rows.map((row) => row.id);
  const holders = await taskHolders(db, ids, await sharedNow(db, deps));
  return rows.map((row) => tagLimitFromRow(row, holders.get(row.id) ?? []));
}
