import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import type { BlockDocumentTable } from "../../tables/block-tables.ts";
import { rebuildBlockDocuments } from "./rebuild-block-documents.ts";

/** A block document is known by its id, or by its name among those of a type. */
export type BlockDocumentKey = { readonly id: string } | { readonly slug: string; readonly name: string };

/** The document, its secrets masked. */
export async function readBlockDocument(
  db: Kysely<Database>,
  deps: Deps,
  key: BlockDocumentKey,
): Promise<BlockDocument | null> {
  const row = await findBlockDocument(db, key);
  if (row === undefined) return null;
  const [document] = await rebuildBlockDocuments(db, deps, [row], { showsSecrets: false });
  return document ?? null;
}

export async function findBlockDocument(
  db: Kysely<Database>,
  key: BlockDocumentKey,
): Promise<BlockDocumentTable | undefined> {
  const documents = db.selectFrom("block_document");
  if ("id" in key) return documents.selectAll().where("id", "=", key.id).executeTakeFirst();
  return documents
    .innerJoin("block_type", "block_type.id", "block_document.block_type_id")
    .selectAll("block_document")
    .where("block_type.slug", "=", key.slug)
    .where("block_document.name", "=", key.name)
    .executeTakeFirst();
}
