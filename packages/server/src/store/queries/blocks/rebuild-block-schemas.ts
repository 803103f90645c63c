import {
  rebuiltFields,
  type SchemaLibrary,
  type SchemaReference,
  type StoredSchema,
} from "@tutti/core/blocks/schema-references";
import { formatInstant } from "@tutti/core/instant";
import type { BlockSchema } from "@tutti/core/wire/block-schema";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import { blockTypeFromRow } from "../../rows/block-type-row.ts";
import { fromJson } from "../../rows/json-column.ts";
import type { Database } from "../../tables.ts";
import type { BlockSchemaTable } from "../../tables/block-tables.ts";

/** Whole schemas of rows, in their order: with their types, and with what belongs to the blocks nested in them. */
export async function rebuildBlockSchemas(
  db: Kysely<Database>,
  rows: readonly BlockSchemaTable[],
): Promise<BlockSchema[]> {
  if (rows.length === 0) return [];
  const library = await libraryOf(db, rows);
  const isTheirs = oneOf(dialectOf(db), sql.ref("id"), [...new Set(rows.map((row) => row.block_type_id))]);
  const types = await db.selectFrom("block_type").selectAll().where(isTheirs).execute();
  const typeById = new Map(types.map((type) => [type.id, blockTypeFromRow(type)]));
  return rows.map((row) => {
    const stored = library.schemas.get(row.id);
    return {
      id: row.id,
      created: formatInstant(row.created),
      updated: formatInstant(row.updated),
      checksum: row.checksum,
      fields: stored === undefined ? {} : rebuiltFields(stored, library),
      block_type_id: row.block_type_id,
      block_type: typeById.get(row.block_type_id) ?? null,
      capabilities: fromJson(row.capabilities),
      version: row.version,
    };
  });
}

/** The schemas and everything that they refer to, a level at a time. */
async function libraryOf(db: Kysely<Database>, roots: readonly BlockSchemaTable[]): Promise<SchemaLibrary> {
  const schemas = new Map<string, StoredSchema>();
  const references = new Map<string, SchemaReference[]>();
  let wanted = roots.map((row) => row.id);
  while (wanted.length > 0) {
    for (const row of await storedSchemas(db, wanted)) schemas.set(row.id, { ...row, fields: fromJson(row.fields) });
    const found = await referencesOf(db, wanted);
    for (const { parentId, ...reference } of found) {
      references.set(parentId, [...(references.get(parentId) ?? []), reference]);
    }
    const next = new Set(found.map((reference) => reference.referenceId));
    wanted = [...next].filter((id) => !schemas.has(id));
  }
  return { schemas, references };
}

function storedSchemas(db: Kysely<Database>, ids: readonly string[]) {
  return db
    .selectFrom("block_schema")
    .innerJoin("block_type", "block_type.id", "block_schema.block_type_id")
    .select(["block_schema.id", "block_schema.checksum", "block_schema.fields", "block_type.slug"])
    .where(oneOf(dialectOf(db), sql.ref("block_schema.id"), ids))
    .execute();
}

/** Where one field may hold blocks of several types, they are told in the order in which their schemas were made. */
function referencesOf(db: Kysely<Database>, parentIds: readonly string[]) {
  return db
    .selectFrom("block_schema_reference as reference")
    .innerJoin("block_schema as nested", "nested.id", "reference.reference_block_schema_id")
    .select([
      "reference.parent_block_schema_id as parentId",
      "reference.reference_block_schema_id as referenceId",
      "reference.name",
    ])
    .where(oneOf(dialectOf(db), sql.ref("reference.parent_block_schema_id"), parentIds))
    .orderBy("nested.created")
    .orderBy("nested.id")
    .execute();
}
