import { z } from "zod";
import { isJsonObject } from "@tutti/core/json-object";
import { integer, number, opaqueObject } from "@tutti/core/wire/primitives";

// What files may say. Templates may stand for any text, number or truth value, so those are taken as texts too; what
// they become is checked when they are filled. A key without a value is a key that says nothing.

const text = z.string().nullish();
// A version such as `1.2` is a number to YAML.
const textOrNumber = z.union([z.string(), number]).nullish();
const truth = z.union([z.boolean(), z.string()]).nullish();

const step = opaqueObject.refine((value) => Object.keys(value).length <= 1, {
  message: "a step has one name; give each step a - of its own",
});
/** A list of steps, or one step alone. */
const steps = z
  .union([z.array(step), opaqueObject.transform((one) => (Object.keys(one).length === 0 ? [] : [one]))])
  .nullish();

const timing = {
  cron: text,
  interval: z.union([number, z.string()]).nullish(),
  rrule: text,
  timezone: text,
  anchor_date: text,
  day_or: truth,
};
/** One schedule: its fields in one mapping, or as the API has them, with `schedule` inside. */
export const scheduleValues = z
  .strictObject({
    ...timing,
    schedule: z.strictObject(timing).nullish(),
    active: truth,
    parameters: opaqueObject.nullish(),
    slug: text,
    replaces: text,
    max_scheduled_runs: z.union([integer, z.string()]).nullish(),
  })
  .refine(({ schedule, cron, interval, rrule }) => {
    const { cron: innerCron, interval: innerInterval, rrule: innerRule } = schedule ?? {};
    const given = [cron, interval, rrule, innerCron, innerInterval, innerRule];
    return given.filter((value) => value !== null && value !== undefined).length === 1;
  }, "a schedule has one of cron, interval and rrule");
export type ScheduleValues = z.output<typeof scheduleValues>;

/** `{}` says that there is none. */
const oneSchedule = z.preprocess(
  (value) => (isJsonObject(value) && Object.keys(value).length === 0 ? null : value),
  scheduleValues.nullable(),
);

/** An entry of `deployments`. */
export const deploymentValues = z.strictObject({
  name: textOrNumber,
  version: textOrNumber,
  version_type: text,
  tags: z.union([z.array(z.unknown()), z.string()]).nullish(),
  description: text,
  schedule: oneSchedule.optional(),
  schedules: z
    .array(oneSchedule)
    .transform((schedules) => schedules.filter((schedule) => schedule !== null))
    .nullish(),
  paused: truth,
  concurrency_limit: z
    .union([
      integer,
      z.string(),
      z.strictObject({
        limit: z.union([integer, z.string()]).nullish(),
        collision_strategy: text,
        grace_period_seconds: z.union([integer, z.string()]).nullish(),
      }),
    ])
    .nullish(),
  flow_name: text,
  entrypoint: text,
  path: text,
  parameters: opaqueObject.nullish(),
  enforce_parameter_schema: truth,
  parameter_openapi_schema: opaqueObject.nullish(),
  build: steps,
  push: steps,
  pull: steps,
  work_pool: z.strictObject({ name: text, work_queue_name: text, job_variables: opaqueObject.nullish() }).nullish(),
  triggers: z.array(opaqueObject).nullish(),
  sla: z.union([z.array(opaqueObject), opaqueObject]).nullish(),
});
export type DeploymentValues = z.output<typeof deploymentValues>;

/** A whole file: `tutti.yaml`, `prefect.yaml`, or a `deployment.yaml` with a list. `definitions` is a place for anchors. */
export const projectValues = z.strictObject({
  name: textOrNumber,
  "tutti-version": textOrNumber,
  "prefect-version": textOrNumber,
  description: text,
  definitions: z.unknown().optional(),
  build: steps,
  push: steps,
  pull: steps,
  deployments: z.array(deploymentValues).nullish(),
});
export type ProjectValues = z.output<typeof projectValues>;
