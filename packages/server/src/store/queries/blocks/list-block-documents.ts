import type { BlockDocument, blockDocumentsFilterBody, blockDocumentSort } from "@tutti/core/wire/block-document";
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { blockDocumentScope } from "../../filters/block-conditions.ts";
import type { Database } from "../../tables.ts";
import { rebuildBlockDocuments } from "./rebuild-block-documents.ts";

const ORDER: Readonly<Record<z.infer<typeof blockDocumentSort>, RawBuilder<unknown>>> = {
  NAME_DESC: sql`name desc, id desc`,
  NAME_ASC: sql`name asc, id asc`,
  BLOCK_TYPE_AND_NAME_ASC: sql`block_type_name asc, name asc, id asc`,
};

/** Documents with their secrets masked, whoever asks. */
export async function listBlockDocuments(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof blockDocumentsFilterBody>,
): Promise<BlockDocument[]> {
  const rows = await db
    .selectFrom("block_document")
    .selectAll()
    .where(blockDocumentScope(dialectOf(db), params))
    .orderBy(ORDER[params.sort])
    .limit(params.limit)
    .offset(params.offset)
    .execute();
  return rebuildBlockDocuments(db, deps, rows, { showsSecrets: false, isList: true });
}
