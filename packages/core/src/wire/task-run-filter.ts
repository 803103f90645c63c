import { z } from "zod";
import {
  allTags,
  anyUuid,
  nameFilter,
  nullableTimeRange,
  operator,
  taskRunStateFilter,
  timeRange,
} from "./filter-fields.ts";
import { uuid } from "./primitives.ts";

export const taskRunFilter = z.strictObject({
  operator,
  id: anyUuid.nullish(),
  name: nameFilter.nullish(),
  tags: allTags.nullish(),
  state: taskRunStateFilter.nullish(),
  start_time: nullableTimeRange.nullish(),
  end_time: nullableTimeRange.nullish(),
  expected_start_time: timeRange.nullish(),
  subflow_runs: z.strictObject({ exists_: z.boolean().nullish() }).nullish(),
  // `is_null_` defaults to false: without `any_` the filter means "belongs to a flow run".
  flow_run_id: z
    .strictObject({ operator, any_: z.array(uuid).nullish(), is_null_: z.boolean().nullish().default(false) })
    .nullish(),
});
export type TaskRunFilter = z.output<typeof taskRunFilter>;
