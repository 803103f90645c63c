import { z } from "zod";
import { workQueueFilter } from "./infrastructure-filter.ts";
import {
  dateTime,
  instantInput,
  integer,
  integerBetween,
  objectName,
  orDefault,
  pageLimit,
  pageNumber,
  pageOffset,
  stored,
  tags,
  uuid,
} from "./primitives.ts";
import { stateType } from "./state.ts";

/** Of a pool or a queue: how many of its runs may be under way. */
export const concurrencyLimit = integerBetween(0, Number.MAX_SAFE_INTEGER);
const priority = integerBetween(1, Number.MAX_SAFE_INTEGER);

/** Which runs an agent's queue of old takes, whatever queue they name. */
export const runSelection = z.object({ tags: tags.nullish(), deployment_ids: z.array(uuid).nullish() });
export type RunSelection = z.output<typeof runSelection>;

/** Whether a pool or queue has somebody who takes its runs. */
export const workStatus = z.enum(["READY", "NOT_READY", "PAUSED"]);
export type WorkStatus = z.infer<typeof workStatus>;

export const workQueue = z.object({
  ...stored,
  name: z.string(),
  description: z.string().nullable(),
  is_paused: z.boolean(),
  concurrency_limit: integer.nullable(),
  priority: integer,
  work_pool_id: uuid.nullable(),
  filter: runSelection.nullable(),
  last_polled: dateTime.nullable(),
  work_pool_name: z.string().nullable(),
  status: workStatus.nullable(),
  active_slots: integer.nullable(),
});
export type WorkQueue = z.output<typeof workQueue>;

export const workQueueCreate = z.strictObject({
  name: objectName,
  description: orDefault(z.string(), ""),
  is_paused: z.boolean().default(false),
  concurrency_limit: concurrencyLimit.nullish(),
  priority: priority.nullish(),
  filter: runSelection.nullish(),
});
export type WorkQueueCreate = z.output<typeof workQueueCreate>;

export const workQueueUpdate = z.strictObject({
  name: z.string().nullish(),
  description: z.string().nullish(),
  is_paused: z.boolean().optional(),
  concurrency_limit: concurrencyLimit.nullish(),
  priority: priority.nullish(),
  last_polled: instantInput.nullish(),
  filter: runSelection.nullish(),
});
export type WorkQueueUpdate = z.output<typeof workQueueUpdate>;

export const workQueuesFilterBody = z.object({
  work_queues: orDefault(workQueueFilter, null),
  limit: pageLimit,
  offset: pageOffset,
});

/** A run that holds one of a pool's or queue's slots. */
export const flowRunSlot = z.object({
  id: uuid,
  name: z.string(),
  state_type: stateType.nullable(),
  state_name: z.string().nullable(),
  start_time: dateTime.nullable(),
  state_timestamp: dateTime.nullable(),
  time_in_current_state: z.number().nullable(),
});
export type FlowRunSlot = z.output<typeof flowRunSlot>;

export const workQueueConcurrencyBody = z.object({ page: pageNumber, limit: pageLimit });
export const workQueueConcurrency = z.object({
  active_slots: z.int(),
  concurrency_limit: z.int().nullable(),
  flow_runs: z.array(flowRunSlot),
  count: z.int(),
  limit: z.int(),
  pages: z.int(),
  page: z.int(),
});
export type WorkQueueConcurrency = z.output<typeof workQueueConcurrency>;

export const workQueueHealth = z.object({
  healthy: z.boolean(),
  late_runs_count: z.int(),
  last_polled: dateTime.nullable(),
  health_check_policy: z.object({
    maximum_late_runs: z.int(),
    maximum_seconds_since_last_polled: z.int(),
  }),
});
export type WorkQueueHealth = z.output<typeof workQueueHealth>;
