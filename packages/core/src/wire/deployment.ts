import { z } from "zod";
import type { JsonObject } from "../json-object.ts";
import { checkDeclaration } from "../parameters/check-parameters.ts";
import { globalConcurrencyLimit } from "./concurrency-limit.ts";
import { deploymentFilter } from "./infrastructure-filter.ts";
import {
  bulkLimit,
  dateTime,
  integer,
  integerBetween,
  labels,
  objectName,
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
import { deploymentSchedule, scheduleCreate, scheduleUpdate } from "./schedule.ts";

export const concurrencyOptions = z.object({
  collision_strategy: z.enum(["ENQUEUE", "CANCEL_NEW"]),
  grace_period_seconds: integerBetween(60, 86_400).nullish(),
});
export type ConcurrencyOptions = z.output<typeof concurrencyOptions>;

const creator = z.object({
  id: uuid.nullable(),
  type: z.string().nullable(),
  display_value: z.string().nullable(),
});

export const deployment = z.object({
  ...stored,
  name: z.string(),
  version: z.string().nullable(),
  description: z.string().nullable(),
  flow_id: uuid,
  paused: z.boolean(),
  schedules: z.array(deploymentSchedule),
  /** Always null: `global_concurrency_limit` has it. */
  concurrency_limit: z.int().nullable(),
  global_concurrency_limit: globalConcurrencyLimit.nullable(),
  concurrency_options: z
    .object({
      collision_strategy: z.enum(["ENQUEUE", "CANCEL_NEW"]),
      grace_period_seconds: z.int().nullable(),
    })
    .nullable(),
  job_variables: opaqueObject,
  parameters: opaqueObject,
  tags,
  labels,
  work_queue_name: z.string().nullable(),
  work_queue_id: uuid.nullable(),
  last_polled: dateTime.nullable(),
  parameter_openapi_schema: opaqueObject.nullable(),
  path: z.string().nullable(),
  pull_steps: z.array(opaqueObject).nullable(),
  entrypoint: z.string().nullable(),
  storage_document_id: uuid.nullable(),
  infrastructure_document_id: uuid.nullable(),
  created_by: creator.nullable(),
  updated_by: creator.nullable(),
  work_pool_name: z.string().nullable(),
  status: z.enum(["READY", "NOT_READY"]),
  enforce_parameter_schema: z.boolean(),
});
export type Deployment = z.infer<typeof deployment>;

const positive = integer.refine((count) => count > 0, "Input should be greater than 0");
const versionInfo = z.looseObject({ type: z.string(), version: z.string() });

/** What creation and change have in common. */
const content = {
  concurrency_limit: positive.nullish(),
  concurrency_options: concurrencyOptions.nullish(),
  global_concurrency_limit_id: uuid.nullish(),
  parameter_openapi_schema: opaqueObject.nullish(),
  pull_steps: z.array(opaqueObject).nullish(),
  work_queue_name: z.string().nullish(),
  work_pool_name: z.string().nullish(),
  storage_document_id: uuid.nullish(),
  infrastructure_document_id: uuid.nullish(),
  description: z.string().nullish(),
  path: z.string().nullish(),
  version: z.string().nullish(),
  entrypoint: z.string().nullish(),
  version_info: versionInfo.nullish(),
};

export const deploymentCreate = z
  .strictObject({
    ...content,
    name: objectName,
    flow_id: uuid,
    paused: z.boolean().optional(),
    schedules: z.array(scheduleCreate).optional(),
    enforce_parameter_schema: z.boolean().optional(),
    parameters: runParameters.default({}),
    tags: tags.optional(),
    labels: labels.nullish(),
    job_variables: opaqueObject.optional(),
  })
  .check(({ value, issues }) => {
    const message = limitsRefusal(value) ?? parametersRefusal(value);
    if (message !== null) issues.push({ code: "custom", message, input: value });
  });

function limitsRefusal(value: { concurrency_limit?: unknown; global_concurrency_limit_id?: unknown }): string | null {
  if (!value.concurrency_limit || !value.global_concurrency_limit_id) return null;
  return "A deployment cannot have both a concurrency limit and a global concurrency limit.";
}

interface Declared {
  readonly enforce_parameter_schema?: boolean | undefined;
  readonly parameter_openapi_schema?: JsonObject | null | undefined;
  readonly parameters: JsonObject;
}

/** Only a body that says so has its parameters held against its schema. */
function parametersRefusal({
  enforce_parameter_schema,
  parameter_openapi_schema,
  parameters,
}: Declared): string | null {
  if (enforce_parameter_schema !== true || !parameter_openapi_schema) return null;
  const verdict = checkDeclaration(parameter_openapi_schema, parameters);
  return verdict.kind === "fine" ? null : verdict.reason;
}

export type DeploymentCreate = z.output<typeof deploymentCreate>;

export const deploymentUpdate = z.strictObject({
  ...content,
  paused: z.boolean().optional(),
  schedules: z.array(scheduleUpdate).optional(),
  parameters: runParameters.nullish(),
  tags: tags.optional(),
  job_variables: opaqueObject.nullish(),
  enforce_parameter_schema: z.boolean().nullish(),
});
export type DeploymentUpdate = z.output<typeof deploymentUpdate>;

export const deploymentSort = z.enum(["CREATED_DESC", "UPDATED_DESC", "NAME_ASC", "NAME_DESC"]);
export type DeploymentSort = z.infer<typeof deploymentSort>;
const sort = orDefault(deploymentSort, "NAME_ASC" as const);

export const deploymentsFilterBody = z.object({ ...queueFilters, sort, limit: pageLimit, offset: pageOffset });
export const deploymentsPaginateBody = z.object({ ...queueFilters, sort, limit: pageLimit, page: pageNumber });
export const deploymentsCountBody = z.object(queueFilters);
export const deploymentsBulkDeleteBody = z.object({
  deployments: orDefault(deploymentFilter, null),
  limit: bulkLimit,
});
export const deploymentPage = page(deployment);
