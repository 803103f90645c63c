import { TuttiError } from "@tutti/core/errors";
import { schedulesOf } from "@tutti/project/files/deployment-entry";
import type { DeploymentValues, ScheduleValues } from "@tutti/project/files/project-schema";
import { parseMoment, parseSeconds } from "../time-phrase.ts";
import type { DeployOptions } from "./deploy-options.ts";
import { givenJobVariables, givenParameters } from "./given-values.ts";
import { givenTriggers } from "./given-triggers.ts";

/** The options that say what a deployment is. */
export type DeclaringOptions = Pick<
  DeployOptions,
  | "description"
  | "version"
  | "tags"
  | "enforceParameterSchema"
  | "triggers"
  | "params"
  | "param"
  | "concurrencyLimit"
  | "collisionStrategy"
  | "cron"
  | "interval"
  | "rrule"
  | "timezone"
  | "anchorDate"
  | "pool"
  | "workQueue"
  | "jobVariables"
>;

/** Nothing said with those that `deployment build` does not have. */
export const UNSAID = {
  enforceParameterSchema: null,
  triggers: [],
  concurrencyLimit: null,
  collisionStrategy: null,
} satisfies Partial<DeclaringOptions>;

/** What a file says of a deployment, with what was typed over it. Schedules that were typed come to those of the file. */
export async function applyOptions(
  base: DeploymentValues,
  entrypoint: string | null,
  name: string | null,
  options: DeclaringOptions,
): Promise<DeploymentValues> {
  const triggers = await givenTriggers(options.triggers);
  return {
    ...base,
    ...said({
      entrypoint,
      name,
      description: options.description,
      version: options.version,
      tags: options.tags.length === 0 ? null : [...options.tags],
      enforce_parameter_schema: options.enforceParameterSchema,
      triggers: triggers.length === 0 ? null : triggers,
    }),
    parameters: { ...base.parameters, ...givenParameters(options.params, options.param) },
    ...said({ concurrency_limit: concurrencyOf(base, options), schedules: schedulesWith(base, options) }),
    work_pool: {
      ...base.work_pool,
      ...said({ name: options.pool, work_queue_name: options.workQueue }),
      job_variables: { ...base.work_pool?.job_variables, ...givenJobVariables(options.jobVariables) },
    },
  };
}

function said(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function concurrencyOf({ concurrency_limit: base }: DeploymentValues, options: DeclaringOptions) {
  const { concurrencyLimit: given, collisionStrategy: strategy } = options;
  if (given === null && strategy === null) return null;
  const whole = typeof base === "object" && base !== null && "limit" in base ? base : { limit: base };
  const limit = given ?? whole.limit ?? null;
  if (limit === null) throw new TuttiError("invalid_usage", "--collision-strategy needs --concurrency-limit.");
  return { ...whole, limit, ...(strategy === null ? {} : { collision_strategy: strategy }) };
}

function schedulesWith(base: DeploymentValues, options: DeclaringOptions): ScheduleValues[] | null {
  const { cron, interval, rrule, timezone, anchorDate } = options;
  const given: ScheduleValues[] = [
    ...cron.map((expression) => ({ cron: expression })),
    ...interval.map((seconds) => ({ interval: secondsOr(seconds) })),
    ...rrule.map((rule) => ({ rrule: rule })),
  ];
  const standing = schedulesOf(base) ?? [];
  const all = [...standing, ...given];
  if (timezone === null && anchorDate === null && given.length === 0) return null;
  if (all.length === 0) {
    throw new TuttiError(
      "invalid_usage",
      "--timezone and --anchor-date need a schedule: --cron, --interval or --rrule.",
    );
  }
  if (anchorDate !== null && !all.some((schedule) => "interval" in schedule)) {
    throw new TuttiError("invalid_usage", "--anchor-date goes with --interval.");
  }
  return all.map((schedule) => ({
    ...schedule,
    ...(timezone === null ? {} : { timezone }),
    ...(anchorDate === null || !("interval" in schedule) ? {} : { anchor_date: momentOr(anchorDate) }),
  }));
}

// What is no span and no time stays as it is: the planning says so.

function secondsOr(text: string): number | string {
  return parseSeconds(text) ?? text;
}

function momentOr(text: string): string {
  return parseMoment(text, new Date())?.toISOString() ?? text;
}
