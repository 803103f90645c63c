import type { BlockSchema } from "@tutti/core/wire/block-schema";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { rebuildBlockSchemas } from "./rebuild-block-schemas.ts";

/** A block schema is known by its id, or by its checksum and version; without a version the newest is meant. */
export type BlockSchemaKey =
  | { readonly id: string }
  | { readonly checksum: string; readonly version?: string | undefined };

export async function readBlockSchema(
  db: Kysely<Database>,
  _deps: Deps,
  key: BlockSchemaKey,
): Promise<BlockSchema | null> {
  const row = await findBlockSchema(db, key);
  if (row === undefined) return null;
  const [schema] = await rebuildBlockSchemas(db, [row]);
  return schema ?? null;
}

export function findBlockSchema(db: Kysely<Database>, key: BlockSchemaKey) {
  const all = db.selectFrom("block_schema").selectAll();
  if ("id" in key) return all.where("id", "=", key.id).executeTakeFirst();
  const named = all.where("checksum", "=", key.checksum);
  const wanted = key.version === undefined ? named : named.where("version", "=", key.version);
  return wanted.orderBy("created", "desc").orderBy("id", "desc").limit(1).executeTakeFirst();
}
