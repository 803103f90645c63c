import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { rebuildBlockDocuments } from "./rebuild-block-documents.ts";

/** The documents of a type that have a name of their own, by name, secrets masked; null when there is no such type. */
export async function listBlockDocumentsOfType(
  db: Kysely<Database>,
  deps: Deps,
  { slug }: { slug: string },
): Promise<BlockDocument[] | null> {
  const type = await db.selectFrom("block_type").select("id").where("slug", "=", slug).executeTakeFirst();
  if (type === undefined) return null;
  const rows = await db
    .selectFrom("block_document")
    .selectAll()
    .where("block_type_id", "=", type.id)
    .where("is_anonymous", "=", 0)
    .orderBy("name")
    .execute();
  return rebuildBlockDocuments(db, deps, rows, { showsSecrets: false, isList: true });
}
