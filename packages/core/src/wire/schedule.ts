import { z } from "zod";
import { parseCron } from "../schedule/cron.ts";
import { parseRecurrence } from "../schedule/rrule-text.ts";
import { isTimezone } from "../schedule/zone.ts";
import { dateTime, instantInput, integer, number, opaqueObject, stored, uuid } from "./primitives.ts";

const RRULE_LENGTH_MAX = 6500;
const SCHEDULED_RUNS_MAX = 50;

const timezone = z.string().refine((name) => name === "" || isTimezone(name), "Invalid timezone");
/** Python's spans end at a billion days. */
export const INTERVAL_SECONDS_END = 86_400 * 1_000_000_000;
const interval = number
  .refine((seconds) => seconds > 0, "Input should be greater than 0")
  .refine((seconds) => seconds < INTERVAL_SECONDS_END, "durations may not exceed 999,999,999 days");

/** A text that `parse` does not throw at. */
function readable(text: z.ZodString, parse: (value: string) => unknown, message: string) {
  return text.refine((value) => {
    try {
      parse(value);
      return true;
    } catch {
      return false;
    }
  }, message);
}

export const intervalScheduleInput = z.strictObject({
  interval,
  anchor_date: instantInput.optional(),
  timezone: timezone.nullish(),
});
export const cronScheduleInput = z.strictObject({
  cron: readable(z.string(), parseCron, "Invalid cron string"),
  timezone: timezone.nullish(),
  day_or: z.boolean().default(true),
});
export const rruleScheduleInput = z.strictObject({
  rrule: readable(z.string().max(RRULE_LENGTH_MAX), parseRecurrence, "Invalid RRule string"),
  timezone: timezone.nullish(),
});

export const scheduleInput = z.union([intervalScheduleInput, cronScheduleInput, rruleScheduleInput]);
export type ScheduleInput = z.output<typeof scheduleInput>;

export const intervalSchedule = z.object({
  interval: number,
  anchor_date: dateTime,
  timezone: z.string().nullable(),
});
export const cronSchedule = z.object({ cron: z.string(), timezone: z.string().nullable(), day_or: z.boolean() });
export const rruleSchedule = z.object({ rrule: z.string(), timezone: z.string().nullable() });
export const schedule = z.union([intervalSchedule, cronSchedule, rruleSchedule]);
export type Schedule = z.infer<typeof schedule>;

export const deploymentSchedule = z.object({
  ...stored,
  deployment_id: uuid,
  schedule,
  active: z.boolean(),
  max_scheduled_runs: z.int().nullable(),
  parameters: opaqueObject,
  slug: z.string().nullable(),
});
export type DeploymentSchedule = z.infer<typeof deploymentSchedule>;

const runsMax = integer
  .refine((count) => count > 0, "Input should be greater than 0")
  .refine(
    (count) => count <= SCHEDULED_RUNS_MAX,
    `\`max_scheduled_runs\` must be less than or equal to ${SCHEDULED_RUNS_MAX}.`,
  );

export const scheduleCreate = z.strictObject({
  active: z.boolean().default(true),
  schedule: scheduleInput,
  max_scheduled_runs: runsMax.nullish(),
  parameters: opaqueObject.default({}),
  slug: z.string().nullish(),
  replaces: z.string().nullish(),
});
export type ScheduleCreate = z.output<typeof scheduleCreate>;

export const scheduleUpdate = z.strictObject({
  active: z.boolean().nullish(),
  schedule: scheduleInput.nullish(),
  max_scheduled_runs: runsMax.nullish(),
  parameters: opaqueObject.optional(),
  slug: z.string().nullish(),
  replaces: z.string().nullish(),
});
export type ScheduleUpdate = z.output<typeof scheduleUpdate>;
export const schedulesCreateBody = z.array(scheduleCreate);
