import { z } from "zod";
import { stateType } from "./state.ts";
import { instantInput, uuid } from "./primitives.ts";

// The grammar of the sheet's section 2: every field filter is a strict object of optional conditions, ANDed unless it
// carries `operator: "or_"`.

export const operator = z.enum(["and_", "or_"]).default("and_");

const texts = z.array(z.string()).nullish();
const uuids = z.array(uuid).nullish();

export const anyUuid = z.strictObject({ any_: uuids });
export const anyOrNotUuid = z.strictObject({ any_: uuids, not_any_: uuids });
export const nullableUuid = z.strictObject({ operator, any_: uuids, is_null_: z.boolean().nullish() });
export const anyText = z.strictObject({ any_: texts });
export const anyOrNotText = z.strictObject({ any_: texts, not_any_: texts });
export const nullableText = z.strictObject({ operator, any_: texts, is_null_: z.boolean().nullish() });
export const nameFilter = z.strictObject({ any_: texts, like_: z.string().nullish() });
export const allTags = z.strictObject({ operator, all_: texts, is_null_: z.boolean().nullish() });
export const allOrAnyTags = z.strictObject({ operator, all_: texts, any_: texts, is_null_: z.boolean().nullish() });
export const timeRange = z.strictObject({ before_: instantInput.nullish(), after_: instantInput.nullish() });
export const nullableTimeRange = z.strictObject({
  before_: instantInput.nullish(),
  after_: instantInput.nullish(),
  is_null_: z.boolean().nullish(),
});
export const keyFilter = z.strictObject({ any_: texts, like_: z.string().nullish(), exists_: z.boolean().nullish() });

const stateTypes = z.array(stateType).nullish();
export const flowRunStateFilter = z.strictObject({
  operator,
  type: z.strictObject({ any_: stateTypes, not_any_: stateTypes }).nullish(),
  name: anyOrNotText.nullish(),
});
export const taskRunStateFilter = z.strictObject({
  operator,
  type: z.strictObject({ any_: stateTypes }).nullish(),
  name: anyText.nullish(),
});
