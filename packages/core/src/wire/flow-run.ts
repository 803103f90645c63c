import { z } from "zod";
import { RECOVERIES_MAX } from "../recoveries.ts";
import { flowRunFilter } from "./flow-run-filter.ts";
import {
  bulkLimit,
  dateTime,
  integer,
  integerBetween,
  labels,
  number,
  opaqueObject,
  orDefault,
  page,
  pageLimit,
  pageNumber,
  pageOffset,
  stored,
  tags,
  uuid,
} from "./primitives.ts";
import { runParameters } from "./run-parameters.ts";
import { queueFilters } from "./run-query.ts";
import { state, stateCreate, stateType } from "./state.ts";

export const flowRunPolicy = z
  .object({
    max_retries: integer.default(0),
    retry_delay_seconds: number.default(0),
    retries: integer.nullish(),
    retry_delay: integer.nullish(),
    pause_keys: z.array(z.string()).nullish(),
    resuming: z.boolean().nullish(),
    retry_type: z.enum(["in_process", "reschedule"]).nullish(),
    /** Tutti's: how often the run may be started again when its process is gone. Nobody else's client says it: 0. */
    recoveries: integerBetween(0, RECOVERIES_MAX).nullish(),
  })
  .check((context) => {
    // The older name stands in for the newer, which takes whole seconds only.
    const { retry_delay, retry_delay_seconds } = context.value;
    if (retry_delay !== undefined && retry_delay !== null) return;
    if (Number.isInteger(retry_delay_seconds)) return;
    const issue = {
      code: "invalid_type" as const,
      expected: "int" as const,
      input: retry_delay_seconds,
      path: ["retry_delay_seconds"],
    };
    context.issues.push({ ...issue, message: "Invalid input: expected int" });
  });
export type FlowRunPolicy = z.output<typeof flowRunPolicy>;

export const createdBy = z.object({
  id: uuid.nullish(),
  type: z.string().nullish(),
  display_value: z.string().nullish(),
});

export const flowRun = z.object({
  ...stored,
  name: z.string(),
  flow_id: uuid,
  state_id: uuid.nullable(),
  deployment_id: uuid.nullable(),
  deployment_version: z.string().nullable(),
  work_queue_id: uuid.nullable(),
  work_queue_name: z.string().nullable(),
  flow_version: z.string().nullable(),
  parameters: opaqueObject,
  idempotency_key: z.string().nullable(),
  context: opaqueObject,
  empirical_policy: flowRunPolicy,
  tags,
  labels,
  parent_task_run_id: uuid.nullable(),
  state_type: stateType.nullable(),
  state_name: z.string().nullable(),
  run_count: z.int(),
  expected_start_time: dateTime.nullable(),
  next_scheduled_start_time: dateTime.nullable(),
  start_time: dateTime.nullable(),
  end_time: dateTime.nullable(),
  total_run_time: z.number(),
  estimated_run_time: z.number(),
  estimated_start_time_delta: z.number(),
  auto_scheduled: z.boolean(),
  infrastructure_document_id: uuid.nullable(),
  infrastructure_pid: z.string().nullable(),
  created_by: createdBy.nullable(),
  work_pool_id: uuid.nullable(),
  work_pool_name: z.string().nullable(),
  state: state.nullable(),
  job_variables: opaqueObject.nullable(),
});
export type FlowRun = z.infer<typeof flowRun>;

export const flowRunCreate = z.strictObject({
  state: stateCreate.nullish(),
  name: z.string().nullish(),
  flow_id: uuid,
  flow_version: z.string().nullish(),
  parameters: runParameters.default({}),
  context: opaqueObject.default({}),
  parent_task_run_id: uuid.nullish(),
  infrastructure_document_id: uuid.nullish(),
  empirical_policy: flowRunPolicy.default({ max_retries: 0, retry_delay_seconds: 0 }),
  tags: tags.default([]),
  labels: labels.nullish(),
  idempotency_key: z.string().nullish(),
  work_pool_name: z.string().nullish(),
  work_queue_name: z.string().nullish(),
  job_variables: opaqueObject.nullish(),
  deployment_id: uuid.nullish(),
});
export type FlowRunCreate = z.output<typeof flowRunCreate>;

export const flowRunUpdate = z.strictObject({
  name: z.string().nullish(),
  flow_version: z.string().nullish(),
  parameters: runParameters.optional(),
  empirical_policy: flowRunPolicy.optional(),
  tags: tags.optional(),
  infrastructure_pid: z.string().nullish(),
  job_variables: opaqueObject.nullish(),
});
export type FlowRunUpdate = z.output<typeof flowRunUpdate>;

export const flowRunSort = z.enum([
  "ID_DESC",
  "START_TIME_ASC",
  "START_TIME_DESC",
  "EXPECTED_START_TIME_ASC",
  "EXPECTED_START_TIME_DESC",
  "NAME_ASC",
  "NAME_DESC",
  "NEXT_SCHEDULED_START_TIME_ASC",
  "END_TIME_DESC",
]);
export type FlowRunSort = z.infer<typeof flowRunSort>;
const sort = orDefault(flowRunSort, "ID_DESC" as const);

export const flowRunsFilterBody = z.object({ ...queueFilters, sort, limit: pageLimit, offset: pageOffset });
export const flowRunsPaginateBody = z.object({ ...queueFilters, sort, limit: pageLimit, page: pageNumber });
export const flowRunsCountBody = z.object(queueFilters);
export const flowRunsBulkDeleteBody = z.object({ flow_runs: orDefault(flowRunFilter, null), limit: bulkLimit });
export const flowRunPage = page(flowRun);
