import { z } from "zod";
import { blockSchemaFilter, blockTypeFilter } from "./block-filter.ts";
import { objectName, orDefault, pageLimit, pageOffset, stored } from "./primitives.ts";

const words = {
  logo_url: z.string().nullish(),
  documentation_url: z.string().nullish(),
  description: z.string().nullish(),
  code_example: z.string().nullish(),
};

export const blockType = z.object({
  ...stored,
  name: z.string(),
  slug: z.string(),
  logo_url: z.string().nullable(),
  documentation_url: z.string().nullable(),
  description: z.string().nullable(),
  code_example: z.string().nullable(),
  is_protected: z.boolean(),
});
export type BlockType = z.infer<typeof blockType>;

export const blockTypeCreate = z.strictObject({
  name: objectName,
  slug: z.string().regex(/^[a-z0-9-]*$/),
  ...words,
});
export type BlockTypeCreate = z.output<typeof blockTypeCreate>;

export const blockTypeUpdate = z.strictObject(words);
export type BlockTypeUpdate = z.output<typeof blockTypeUpdate>;

export const blockTypesFilterBody = z.object({
  block_types: orDefault(blockTypeFilter, null),
  block_schemas: orDefault(blockSchemaFilter, null),
  limit: pageLimit,
  offset: pageOffset,
});
