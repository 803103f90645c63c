import { type JsonObject, objectAt } from "@tutti/core/json-object";
import { blockSchemaChecksum } from "@tutti/core/blocks/schema-checksum";
import {
  declaredReferences,
  nestedFields,
  storedFields,
  type DeclaredReference,
} from "@tutti/core/blocks/schema-references";
import { ApiError } from "@tutti/core/errors";
import { NON_VERSIONED } from "@tutti/core/wire/block-schema";
import type { Deps } from "../../deps.ts";
import { sha256Hex } from "../../digest.ts";
import { findBlockSchema } from "../../store/queries/blocks/read-block-schema.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { BlockSchemaTable } from "../../store/tables/block-tables.ts";
import type { Tx } from "../command.ts";

export interface SchemaToRegister {
  readonly fields: JsonObject;
  readonly block_type_id: string;
  readonly capabilities: readonly string[];
  readonly version: string;
}

export interface Registered {
  readonly row: BlockSchemaTable;
  readonly isNew: boolean;
}

/**
 * The schema's row, made when there is none of its checksum and version: with the schemas of the blocks nested in it,
 * where those are not there either. `definitions` are those of the schema that this one is nested in.
 * Throws `conflict` when a nested block has no type, or no definition.
 */
export async function registerBlockSchema(
  tx: Tx,
  deps: Deps,
  schema: SchemaToRegister,
  inherited: JsonObject | null = null,
): Promise<Registered> {
  const definitions = inherited ?? objectAt(schema.fields, "definitions");
  const fields = inherited === null ? schema.fields : { ...schema.fields, definitions: inherited };
  const checksum = blockSchemaChecksum(fields, sha256Hex);
  const existing = await findBlockSchema(tx, { checksum, version: schema.version });
  if (existing !== undefined) return { row: existing, isNew: false };
  const references = declaredReferences(schema.fields);
  if (references === null)
    throw new ApiError("bad_request", "block_schema_references names a block type and a checksum");
  const row = await insertSchema(tx, deps, schema, checksum, storedFields(fields, definitions));
  if (row === undefined) return registerBlockSchema(tx, deps, schema, inherited);
  for (const reference of references) {
    await insertReference(tx, deps, row.id, reference, await nestedSchema(tx, deps, schema, definitions, reference));
  }
  return { row, isNew: true };
}

/** Nothing when another server has inserted it a moment ago. */
async function insertSchema(
  tx: Tx,
  deps: Deps,
  { block_type_id, capabilities, version }: SchemaToRegister,
  checksum: string,
  fields: JsonObject,
): Promise<BlockSchemaTable | undefined> {
  const now = deps.now();
  const row: BlockSchemaTable = {
    id: deps.newId(),
    created: now,
    updated: now,
    block_type_id,
    checksum,
    fields: toJson(fields),
    capabilities: toJson([...capabilities]),
    version,
  };
  return tx
    .insertInto("block_schema")
    .values(row)
    .onConflict((conflict) => conflict.columns(["checksum", "version"]).doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** The id of the schema that a reference names, whatever its version. */
async function nestedSchema(
  tx: Tx,
  deps: Deps,
  parent: SchemaToRegister,
  definitions: JsonObject | null,
  reference: DeclaredReference,
): Promise<string> {
  const { slug, checksum } = reference;
  const type = await tx.selectFrom("block_type").select("id").where("slug", "=", slug).executeTakeFirst();
  if (type === undefined) {
    throw new ApiError("conflict", `The block type '${slug}' of a nested block was not found: register it first.`);
  }
  const known = await findBlockSchema(tx, { checksum });
  if (known !== undefined) return known.id;
  const fields = definitions === null ? null : nestedFields(parent.fields, definitions, reference);
  if (fields === null) throw new ApiError("conflict", `The nested block of type '${slug}' has no definition.`);
  const nested = { fields, block_type_id: type.id, capabilities: [], version: NON_VERSIONED };
  return (await registerBlockSchema(tx, deps, nested, definitions)).row.id;
}

async function insertReference(
  tx: Tx,
  deps: Deps,
  parentId: string,
  { name }: DeclaredReference,
  nestedId: string,
): Promise<void> {
  const now = deps.now();
  await tx
    .insertInto("block_schema_reference")
    .values({
      id: deps.newId(),
      created: now,
      updated: now,
      parent_block_schema_id: parentId,
      reference_block_schema_id: nestedId,
      name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
