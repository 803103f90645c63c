import type { BlockType } from "@tutti/core/wire/block-type";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { blockTypeFromRow } from "../../rows/block-type-row.ts";
import type { Database } from "../../tables.ts";

/** A block type is known by its id or by its slug. */
export type BlockTypeKey = { readonly id: string } | { readonly slug: string };

export async function readBlockType(db: Kysely<Database>, _deps: Deps, key: BlockTypeKey): Promise<BlockType | null> {
  const [column, value] = "id" in key ? (["id", key.id] as const) : (["slug", key.slug] as const);
  const row = await db.selectFrom("block_type").selectAll().where(column, "=", value).executeTakeFirst();
  return row === undefined ? null : blockTypeFromRow(row);
}
