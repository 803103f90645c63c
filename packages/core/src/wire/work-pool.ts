import { z } from "zod";
import { templateProblem } from "../base-job-template.ts";
import { workPoolFilter } from "./infrastructure-filter.ts";
import {
  integer,
  integerBetween,
  objectName,
  opaqueObject,
  orDefault,
  pageLimit,
  pageNumber,
  pageOffset,
  stored,
  uuid,
} from "./primitives.ts";
import { concurrencyLimit, flowRunSlot, workStatus } from "./work-queue.ts";

/** How a pool's runs get their code and where their results go. */
export const storageConfiguration = z.strictObject({
  bundle_upload_step: opaqueObject.nullish(),
  bundle_execution_step: opaqueObject.nullish(),
  default_result_storage_block_id: uuid.nullish(),
});
export type StorageConfiguration = z.output<typeof storageConfiguration>;

const baseJobTemplate = opaqueObject.check((context) => {
  const message = templateProblem(context.value);
  if (message !== null) context.issues.push({ code: "custom", message, input: context.value });
});

export const workPool = z.object({
  ...stored,
  name: z.string(),
  description: z.string().nullable(),
  type: z.string(),
  base_job_template: opaqueObject,
  is_paused: z.boolean(),
  concurrency_limit: integer.nullable(),
  status: workStatus.nullable(),
  default_queue_id: uuid.nullable(),
  storage_configuration: storageConfiguration,
  active_slots: integer.nullable(),
});
export type WorkPool = z.output<typeof workPool>;

/** Blanks and quotes alone are no name. */
const poolName = objectName.refine((name) => name === "" || /[^\s'"]/.test(name), "name cannot be an empty string");

export const workPoolCreate = z.strictObject({
  name: poolName,
  description: z.string().nullish(),
  type: z.string().default("prefect-agent"),
  base_job_template: baseJobTemplate.default({}),
  is_paused: z.boolean().default(false),
  concurrency_limit: concurrencyLimit.nullish(),
  storage_configuration: storageConfiguration.default({}),
});
export type WorkPoolCreate = z.output<typeof workPoolCreate>;

export const workPoolUpdate = z.strictObject({
  description: z.string().nullish(),
  is_paused: z.boolean().nullish(),
  base_job_template: baseJobTemplate.nullish(),
  concurrency_limit: concurrencyLimit.nullish(),
  storage_configuration: storageConfiguration.nullish(),
});
export type WorkPoolUpdate = z.output<typeof workPoolUpdate>;

const work_pools = orDefault(workPoolFilter, null);
export const workPoolsFilterBody = z.object({ work_pools, limit: pageLimit, offset: pageOffset });
export const workPoolsCountBody = z.object({ work_pools });

export const workPoolConcurrencyBody = z.object({
  page: pageNumber,
  limit: pageLimit,
  flow_run_limit: orDefault(integerBetween(0, 200), 10),
});
export const workPoolConcurrency = z.object({
  active_slots: z.int(),
  concurrency_limit: z.int().nullable(),
  queues: z.array(
    z.object({
      queue_id: uuid,
      queue_name: z.string(),
      active_slots: z.int(),
      concurrency_limit: z.int().nullable(),
      flow_runs: z.array(flowRunSlot),
      flow_run_count: z.int(),
    }),
  ),
  count: z.int(),
  limit: z.int(),
  pages: z.int(),
  page: z.int(),
});
export type WorkPoolConcurrency = z.output<typeof workPoolConcurrency>;
