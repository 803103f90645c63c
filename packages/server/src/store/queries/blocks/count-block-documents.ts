import type { blockDocumentsCountBody } from "@tutti/core/wire/block-document";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { blockDocumentScope } from "../../filters/block-conditions.ts";
import type { Database } from "../../tables.ts";

export async function countBlockDocuments(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof blockDocumentsCountBody>,
): Promise<number> {
  const { count } = await db
    .selectFrom("block_document")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(blockDocumentScope(dialectOf(db), params))
    .executeTakeFirstOrThrow();
  return count;
}
