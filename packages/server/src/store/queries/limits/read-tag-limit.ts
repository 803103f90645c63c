import type { TagLimit } from "@tutti/core/wire/concurrency-limit";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { sharedNow } from "../../dialect.ts";
import { TAG_PREFIX } from "../../rows/concurrency-limit-row.ts";
import { isTagLimit, tagLimitFromRow } from "../../rows/tag-limit-row.ts";
import type { Database } from "../../tables.ts";
import { taskHolders } from "./task-holders.ts";

export type TagLimitKey = { readonly id: string } | { readonly tag: string };

/** The limit of a tag; null also for an id that is another limit's. */
export async function readTagLimit(db: Kysely<Database>, deps: Deps, key: TagLimitKey): Promise<TagLimit | null> {
  const row = await db
    .selectFrom("concurrency_limit")
    .selectAll()
    .where("id" in key ? "id" : "name", "=", "id" in key ? key.id : TAG_PREFIX + key.tag)
    .executeTakeFirst();
  if (row === undefined || !isTagLimit(row)) return null;
  const holders = await taskHolders(db, [row.id], await sharedNow(db, deps));
  return tagLimitFromRow(row, holders.get(row.id) ?? []);
}
