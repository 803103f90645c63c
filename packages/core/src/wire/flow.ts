import { z } from "zod";
import {
  bulkLimit,
  labels,
  objectName,
  orDefault,
  page,
  pageLimit,
  pageNumber,
  pageOffset,
  stored,
  tags,
  uuid,
} from "./primitives.ts";
import { flowFilter } from "./flow-filter.ts";
import { poolFilters } from "./run-query.ts";

export const flow = z.object({ ...stored, name: z.string(), tags, labels: labels.nullable() });
export type Flow = z.infer<typeof flow>;

export const flowCreate = z.strictObject({
  name: objectName,
  tags: tags.default([]),
  labels: labels.nullish(),
});
export type FlowCreate = z.output<typeof flowCreate>;

export const flowUpdate = z.strictObject({ tags: tags.optional() });
export type FlowUpdate = z.output<typeof flowUpdate>;

export const flowSort = z.enum(["CREATED_DESC", "UPDATED_DESC", "NAME_ASC", "NAME_DESC"]);
const sort = orDefault(flowSort, "NAME_ASC" as const);

export const flowsFilterBody = z.object({ ...poolFilters, sort, limit: pageLimit, offset: pageOffset });
export const flowsPaginateBody = z.object({ ...poolFilters, sort, limit: pageLimit, page: pageNumber });
export const flowsCountBody = z.object(poolFilters);
export const flowsBulkDeleteBody = z.object({ flows: orDefault(flowFilter, null), limit: bulkLimit });
export const bulkDeleteResult = z.object({ deleted: z.array(uuid) });
export const flowPage = page(flow);
