import { z } from "zod";
import {
  dateTime,
  instantInput,
  integer,
  labels,
  number,
  orDefault,
  page,
  pageLimit,
  pageNumber,
  pageOffset,
  stored,
  tags,
  uuid,
} from "./primitives.ts";
import { objectFilters } from "./run-query.ts";
import { state, stateCreate, stateType } from "./state.ts";

export const taskRunPolicy = z.object({
  max_retries: integer.default(0),
  retry_delay_seconds: number.default(0),
  retries: integer.nullish(),
  retry_delay: z.union([number, z.array(number)]).nullish(),
  retry_jitter_factor: number.refine((factor) => factor >= 0, "`retry_jitter_factor` must be >= 0.").nullish(),
});
export type TaskRunPolicy = z.output<typeof taskRunPolicy>;

export const taskInput = z.discriminatedUnion("input_type", [
  z.object({ input_type: z.literal("task_run"), id: uuid }),
  z.object({ input_type: z.literal("flow_run"), id: uuid }),
  z.object({ input_type: z.literal("parameter"), name: z.string() }),
  z.object({ input_type: z.literal("constant"), type: z.string() }),
]);
export const taskInputs = z.record(z.string(), z.array(taskInput));
export type TaskInputs = z.infer<typeof taskInputs>;

export const taskRun = z.object({
  ...stored,
  name: z.string(),
  flow_run_id: uuid.nullable(),
  task_key: z.string(),
  dynamic_key: z.string(),
  cache_key: z.string().nullable(),
  cache_expiration: dateTime.nullable(),
  task_version: z.string().nullable(),
  empirical_policy: taskRunPolicy,
  tags,
  labels: labels.nullable(),
  state_id: uuid.nullable(),
  task_inputs: taskInputs,
  state_type: stateType.nullable(),
  state_name: z.string().nullable(),
  run_count: z.int(),
  flow_run_run_count: z.int(),
  expected_start_time: dateTime.nullable(),
  next_scheduled_start_time: dateTime.nullable(),
  start_time: dateTime.nullable(),
  end_time: dateTime.nullable(),
  total_run_time: z.number(),
  estimated_run_time: z.number(),
  estimated_start_time_delta: z.number(),
  state: state.nullable(),
});
export type TaskRun = z.infer<typeof taskRun>;

export const taskRunCreate = z.strictObject({
  id: uuid.nullish(),
  state: stateCreate.nullish(),
  name: z.string().nullish(),
  flow_run_id: uuid.nullish(),
  task_key: z.string(),
  dynamic_key: z.string(),
  cache_key: z.string().max(2000).nullish(),
  cache_expiration: instantInput.nullish(),
  task_version: z.string().nullish(),
  empirical_policy: taskRunPolicy.default({ max_retries: 0, retry_delay_seconds: 0 }),
  tags: tags.default([]),
  labels: labels.nullish(),
  task_inputs: taskInputs.default({}),
});
export type TaskRunCreate = z.output<typeof taskRunCreate>;

export const taskRunUpdate = z.strictObject({ name: z.string().optional() });
export type TaskRunUpdate = z.output<typeof taskRunUpdate>;

export const taskRunSort = z.enum([
  "ID_DESC",
  "EXPECTED_START_TIME_ASC",
  "EXPECTED_START_TIME_DESC",
  "NAME_ASC",
  "NAME_DESC",
  "NEXT_SCHEDULED_START_TIME_ASC",
  "END_TIME_DESC",
]);
export type TaskRunSort = z.infer<typeof taskRunSort>;
const sort = orDefault(taskRunSort, "ID_DESC" as const);

export const taskRunsFilterBody = z.object({ ...objectFilters, sort, limit: pageLimit, offset: pageOffset });
export const taskRunsPaginateBody = z.object({ ...objectFilters, sort, limit: pageLimit, page: pageNumber });
export const taskRunsCountBody = z.object(objectFilters);
export const taskRunPage = page(taskRun);
