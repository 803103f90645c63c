import type { BlockSchema } from "@tutti/core/wire/block-schema";
import type { BlockType } from "@tutti/core/wire/block-type";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import { blockTypeFromRow } from "../../rows/block-type-row.ts";
import type { Database } from "../../tables.ts";
import type { BlockDocumentTable } from "../../tables/block-tables.ts";
import { rebuildBlockSchemas } from "./rebuild-block-schemas.ts";

interface NestedDocument {
  readonly name: string;
  readonly referenceId: string;
}

/** Everything that whole documents are made of. */
export interface DocumentLibrary {
  readonly documents: ReadonlyMap<string, BlockDocumentTable>;
  readonly references: ReadonlyMap<string, readonly NestedDocument[]>;
  readonly schemas: ReadonlyMap<string, BlockSchema>;
  readonly types: ReadonlyMap<string, BlockType>;
}

/** The documents and all that are nested in them, a level at a time, with their schemas and types. */
export async function documentLibrary(
  db: Kysely<Database>,
  roots: readonly BlockDocumentTable[],
): Promise<DocumentLibrary> {
  const documents = new Map(roots.map((row) => [row.id, row]));
  const references = new Map<string, NestedDocument[]>();
  let parents = [...documents.keys()];
  while (parents.length > 0) {
    const found = await nestedUnder(db, parents);
    for (const { parentId, ...nested } of found) {
      references.set(parentId, [...(references.get(parentId) ?? []), nested]);
    }
    parents = [...new Set(found.map(({ referenceId }) => referenceId))].filter((id) => !documents.has(id));
    for (const row of await rowsOf(db, "block_document", parents)) documents.set(row.id, row);
  }
  const rows = [...documents.values()];
  const schemaRows = await rowsOf(db, "block_schema", unique(rows.map((row) => row.block_schema_id)));
  const schemas = await rebuildBlockSchemas(db, schemaRows);
  const types = await rowsOf(db, "block_type", unique(rows.map((row) => row.block_type_id)));
  return {
    documents,
    references,
    schemas: new Map(schemas.map((schema) => [schema.id, schema])),
    types: new Map(types.map((type) => [type.id, blockTypeFromRow(type)])),
  };
}

function nestedUnder(db: Kysely<Database>, parentIds: readonly string[]) {
  return db
    .selectFrom("block_document_reference")
    .select(["parent_block_document_id as parentId", "reference_block_document_id as referenceId", "name"])
    .where(oneOf(dialectOf(db), sql.ref("parent_block_document_id"), parentIds))
    .orderBy("name")
    .execute();
}

async function rowsOf<T extends "block_document" | "block_schema" | "block_type">(
  db: Kysely<Database>,
  table: T,
  ids: readonly string[],
): Promise<Database[T][]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Database[T]>`select * from ${sql.table(table)}
    where ${oneOf(dialectOf(db), sql.ref("id"), ids)}`.execute(db);
  return rows;
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
