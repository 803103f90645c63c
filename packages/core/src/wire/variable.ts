import { z } from "zod";
import { allTags, anyUuid, nameFilter, operator } from "./filter-fields.ts";
import { opaque, orDefault, pageLimit, pageOffset, stored, tags } from "./primitives.ts";

const variableName = z
  .string()
  .max(255)
  .regex(/^[a-z0-9_-]+$/);
const value = opaque
  .refine((item) => item !== undefined, { message: "Field required", abort: true })
  .refine((item) => JSON.stringify(item).length <= 5000, "Variable value must be less than 5000 characters");

export const variable = z.object({ ...stored, name: z.string(), value: opaque, tags });
export type Variable = z.infer<typeof variable>;

export const variableCreate = z.strictObject({ name: variableName, value, tags: tags.default([]) });
export type VariableCreate = z.output<typeof variableCreate>;

export const variableUpdate = z.strictObject({
  name: variableName.nullish(),
  value: value.optional(),
  tags: tags.nullish(),
});
export type VariableUpdate = z.output<typeof variableUpdate>;

export const variableFilter = z.strictObject({
  operator,
  id: anyUuid.nullish(),
  name: nameFilter.nullish(),
  tags: allTags.nullish(),
});
export type VariableFilter = z.output<typeof variableFilter>;

export const variableSort = z.enum(["CREATED_DESC", "UPDATED_DESC", "NAME_DESC", "NAME_ASC"]);
export const variablesFilterBody = z.object({
  variables: orDefault(variableFilter, null),
  sort: orDefault(variableSort, "NAME_ASC" as const),
  limit: pageLimit,
  offset: pageOffset,
});
export const variablesCountBody = z.object({ variables: orDefault(variableFilter, null) });
