import { z } from "zod";
import { blockSchemaFilter } from "./block-filter.ts";
import { blockType } from "./block-type.ts";
import { opaqueObject, orDefault, pageLimit, pageOffset, stored, uuid } from "./primitives.ts";

export const blockSchema = z.object({
  ...stored,
  checksum: z.string(),
  fields: opaqueObject,
  block_type_id: uuid,
  block_type: blockType.nullable(),
  capabilities: z.array(z.string()),
  version: z.string(),
});
export type BlockSchema = z.infer<typeof blockSchema>;

/** The version of a schema that nobody gave one. */
export const NON_VERSIONED = "non-versioned";

export const blockSchemaCreate = z.strictObject({
  fields: opaqueObject.default({}),
  block_type_id: uuid,
  capabilities: z.array(z.string()).default([]),
  version: z.string().default(NON_VERSIONED),
});
export type BlockSchemaCreate = z.output<typeof blockSchemaCreate>;

export const blockSchemasFilterBody = z.object({
  block_schemas: orDefault(blockSchemaFilter, null),
  limit: pageLimit,
  offset: pageOffset,
});
