import type { BlockType, blockTypesFilterBody } from "@tutti/core/wire/block-type";
import { sql, type Kysely, type SqlBool } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { blockSchemaMatches, blockTypeMatches } from "../../filters/block-conditions.ts";
import { combine, given } from "../../filters/condition.ts";
import { blockTypeFromRow } from "../../rows/block-type-row.ts";
import type { Database } from "../../tables.ts";

export async function listBlockTypes(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof blockTypesFilterBody>,
): Promise<BlockType[]> {
  const dialect = dialectOf(db);
  const rows = await db
    .selectFrom("block_type")
    .selectAll()
    .where(
      combine("and_", [
        ...given(params.block_types, (filter) => blockTypeMatches(dialect, filter)),
        ...given(
          params.block_schemas,
          (filter) => sql<SqlBool>`exists (select 1 from block_schema
            where block_schema.block_type_id = block_type.id and ${blockSchemaMatches(dialect, filter)})`,
        ),
      ]),
    )
    .orderBy("name")
    .orderBy("id")
    .limit(params.limit)
    .offset(params.offset)
    .execute();
  return rows.map(blockTypeFromRow);
}
