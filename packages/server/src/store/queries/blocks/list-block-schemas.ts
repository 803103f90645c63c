import type { BlockSchema, blockSchemasFilterBody } from "@tutti/core/wire/block-schema";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { blockSchemaMatches } from "../../filters/block-conditions.ts";
import { always } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";
import { rebuildBlockSchemas } from "./rebuild-block-schemas.ts";

/** The newest first. */
export async function listBlockSchemas(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof blockSchemasFilterBody>,
): Promise<BlockSchema[]> {
  const rows = await db
    .selectFrom("block_schema")
    .selectAll()
    .where(params.block_schemas === null ? always : blockSchemaMatches(dialectOf(db), params.block_schemas))
    .orderBy("created", "desc")
    .orderBy("id", "desc")
    .limit(params.limit)
    .offset(params.offset)
    .execute();
  return rebuildBlockSchemas(db, rows);
}
