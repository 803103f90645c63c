import { z } from "zod";
import { opaqueObject } from "@tutti/core/wire/primitives";
import { isJsonObject } from "@tutti/core/json-object";
import { schedulesOf } from "./deployment-entry.ts";
import type { DeploymentValues } from "./project-schema.ts";
import { scheduleValues } from "./project-schema.ts";

const text = z.string().nullish();

/** The file that `prefect deployment build` of Prefect 2 writes: one deployment, with its infrastructure. */
export const buildFormValues = z.strictObject({
  name: z.string(),
  description: text,
  version: text,
  work_queue_name: text,
  work_pool_name: text,
  tags: z.array(z.unknown()).nullish(),
  parameters: opaqueObject.nullish(),
  schedule: scheduleValues.nullish(),
  schedules: z.array(scheduleValues).nullish(),
  is_schedule_active: z.boolean().nullish(),
  paused: z.boolean().nullish(),
  infra_overrides: opaqueObject.nullish(),
  job_variables: opaqueObject.nullish(),
  infrastructure: opaqueObject.nullish(),
  flow_name: text,
  manifest_path: z.unknown().optional(),
  storage: z.unknown().optional(),
  path: text,
  entrypoint: text,
  parameter_openapi_schema: opaqueObject.nullish(),
  timestamp: z.unknown().optional(),
  triggers: z.array(opaqueObject).nullish(),
  enforce_parameter_schema: z.boolean().nullish(),
});

const OWN_KEYS = [
  "infra_overrides",
  "infrastructure",
  "manifest_path",
  "storage",
  "work_pool_name",
  "is_schedule_active",
];

/** Whether the file is in that form: only it has these keys at its top. */
export function isBuildForm(values: unknown): boolean {
  return isJsonObject(values) && OWN_KEYS.some((key) => Object.hasOwn(values, key));
}

// Of an infrastructure block, what a pool's job has a variable for.
const JOB_VARIABLES = new Set(["command", "env", "working_dir", "stream_output", "image", "labels"]);

/** The same deployment with today's keys. A folder as its storage becomes the step that works there. */
export function fromBuildForm(given: z.output<typeof buildFormValues>): DeploymentValues {
  const { is_schedule_active: isActive, work_pool_name: pool, work_queue_name: queue } = given;
  const schedules = schedulesOf(given);
  const path = given.path ?? "";
  return {
    name: given.name,
    version: given.version,
    description: given.description,
    tags: given.tags,
    parameters: given.parameters,
    flow_name: given.flow_name,
    entrypoint: given.entrypoint,
    path: given.path,
    triggers: given.triggers,
    enforce_parameter_schema: given.enforce_parameter_schema,
    parameter_openapi_schema: given.parameter_openapi_schema,
    ...(schedules === null ? {} : { schedules }),
    paused: given.paused ?? (isActive === false ? true : null),
    ...(path === "" ? {} : { pull: [{ set_working_directory: { directory: path } }] }),
    work_pool: { name: pool, work_queue_name: queue, job_variables: jobVariables(given) },
  };
}

/** Today's keys as that form has them. Steps, and what came later than it, have no place there. */
export function toBuildForm(values: DeploymentValues): Readonly<Record<string, unknown>> {
  const { work_pool: pool, ...given } = values;
  const kept = Object.entries(given).filter(([key]) => key in buildFormValues.shape);
  const { name, work_queue_name, job_variables } = pool ?? {};
  return { ...Object.fromEntries(kept), work_pool_name: name, work_queue_name, infra_overrides: job_variables };
}

function jobVariables({
  infrastructure,
  infra_overrides: overrides,
  job_variables: variables,
}: z.output<typeof buildFormValues>) {
  const entries = Object.entries(infrastructure ?? {}).filter(
    ([key, value]) => JOB_VARIABLES.has(key) && isSaid(value),
  );
  return { ...Object.fromEntries(entries), ...overrides, ...variables };
}

function isSaid(value: unknown): boolean {
  return value !== null && (!isJsonObject(value) || Object.keys(value).length > 0);
}
