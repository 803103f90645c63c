import { z } from "zod";
import { blockDocumentFilter, blockSchemaFilter, blockTypeFilter } from "./block-filter.ts";
import { blockSchema } from "./block-schema.ts";
import { blockType } from "./block-type.ts";
import { opaqueObject, orDefault, pageLimit, pageOffset, stored, uuid } from "./primitives.ts";

export const blockDocument = z.object({
  ...stored,
  name: z.string(),
  data: opaqueObject,
  block_schema_id: uuid,
  block_schema: blockSchema.nullable(),
  block_type_id: uuid,
  block_type_name: z.string().nullable(),
  block_type: blockType.nullable(),
  block_document_references: z.record(z.string(), opaqueObject),
  is_anonymous: z.boolean(),
});
export type BlockDocument = z.infer<typeof blockDocument>;

export const blockDocumentCreate = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9-]*$/)
      .nullish(),
    data: opaqueObject.default({}),
    block_schema_id: uuid,
    block_type_id: uuid,
    is_anonymous: z.boolean().default(false),
  })
  .refine(({ name, is_anonymous }) => is_anonymous || (name ?? "") !== "", "Names must be given to block documents.");
export type BlockDocumentCreate = z.output<typeof blockDocumentCreate>;

export const blockDocumentUpdate = z.strictObject({
  block_schema_id: uuid.nullish(),
  data: opaqueObject.optional(),
  merge_existing_data: z.boolean().default(true),
});
export type BlockDocumentUpdate = z.output<typeof blockDocumentUpdate>;

const objectFilters = {
  block_documents: orDefault(blockDocumentFilter, null),
  block_types: orDefault(blockTypeFilter, null),
  block_schemas: orDefault(blockSchemaFilter, null),
};

export const blockDocumentSort = z.enum(["NAME_DESC", "NAME_ASC", "BLOCK_TYPE_AND_NAME_ASC"]);

/** `include_secrets` is taken, and shows none: a list never does. */
export const blockDocumentsFilterBody = z.object({
  ...objectFilters,
  include_secrets: orDefault(z.boolean(), false),
  sort: orDefault(blockDocumentSort, "NAME_ASC" as const),
  limit: pageLimit,
  offset: pageOffset,
});
export const blockDocumentsCountBody = z.object(objectFilters);

const TRUE = ["1", "on", "t", "true", "y", "yes"];
const FALSE = ["0", "off", "f", "false", "n", "no"];

/** The query of reads that may show secrets. */
export const secretsQuery = z.object({
  include_secrets: z
    .stringbool({ truthy: TRUE, falsy: FALSE })
    .optional()
    .transform((asked) => asked ?? false),
});
