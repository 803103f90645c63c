import { z } from "zod";
import { allTags, anyOrNotUuid, nameFilter, operator } from "./filter-fields.ts";

export const flowFilter = z.strictObject({
  operator,
  id: anyOrNotUuid.nullish(),
  deployment: z.strictObject({ operator, is_null_: z.boolean().nullish() }).nullish(),
  name: nameFilter.nullish(),
  tags: allTags.nullish(),
});
export type FlowFilter = z.output<typeof flowFilter>;
