import { z } from "zod";
import {
  allOrAnyTags,
  anyOrNotText,
  anyOrNotUuid,
  anyText,
  flowRunStateFilter,
  nameFilter,
  nullableText,
  nullableTimeRange,
  nullableUuid,
  operator,
  timeRange,
} from "./filter-fields.ts";
import { uuid } from "./primitives.ts";

export const flowRunFilter = z.strictObject({
  operator,
  id: anyOrNotUuid.nullish(),
  name: nameFilter.nullish(),
  tags: allOrAnyTags.nullish(),
  deployment_id: nullableUuid.nullish(),
  work_queue_name: nullableText.nullish(),
  state: flowRunStateFilter.nullish(),
  flow_version: anyText.nullish(),
  start_time: nullableTimeRange.nullish(),
  end_time: nullableTimeRange.nullish(),
  expected_start_time: timeRange.nullish(),
  next_scheduled_start_time: timeRange.nullish(),
  parent_flow_run_id: z.strictObject({ operator, any_: z.array(uuid).nullish() }).nullish(),
  parent_task_run_id: nullableUuid.nullish(),
  idempotency_key: anyOrNotText.nullish(),
  created_by: z
    .strictObject({
      operator,
      id_: z.array(uuid).nullish(),
      type_: z.array(z.string()).nullish(),
      is_null_: z.boolean().nullish(),
    })
    .nullish(),
});
export type FlowRunFilter = z.output<typeof flowRunFilter>;
