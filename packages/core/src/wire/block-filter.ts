import { z } from "zod";
import { anyText, anyUuid, nameFilter, operator } from "./filter-fields.ts";

const texts = z.array(z.string()).nullish();

export const blockTypeFilter = z.strictObject({
  name: z.strictObject({ like_: z.string().nullish() }).nullish(),
  slug: anyText.nullish(),
});
export type BlockTypeFilter = z.output<typeof blockTypeFilter>;

export const blockSchemaFilter = z.strictObject({
  operator,
  block_type_id: anyUuid.nullish(),
  block_capabilities: z.strictObject({ all_: texts }).nullish(),
  id: anyUuid.nullish(),
  version: anyText.nullish(),
});
export type BlockSchemaFilter = z.output<typeof blockSchemaFilter>;

/** Anonymous documents are left out unless the filter says what it wants of them. */
export const blockDocumentFilter = z.strictObject({
  operator,
  id: anyUuid.nullish(),
  is_anonymous: z.strictObject({ eq_: z.boolean().nullish() }).nullish().default({ eq_: false }),
  block_type_id: anyUuid.nullish(),
  name: nameFilter.nullish(),
});
export type BlockDocumentFilter = z.output<typeof blockDocumentFilter>;
