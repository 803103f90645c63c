import { TuttiError } from "@tutti/core/errors";
import type { DeclaredDeployment } from "@tutti/project/deploy/declared-deployment";
import { declaredSchedule, type WrittenSchedule } from "@tutti/project/deploy/declared-schedule";
import { parseEntryPoint } from "@tutti/project/entry-point";
import type { DeployOptions } from "./deploy-options.ts";
import { givenJobVariables, givenParameters } from "./given-values.ts";

/** A deployment that options alone describe. */
export function declareByOptions(
  entrypoint: string,
  name: string,
  pool: string,
  options: DeployOptions,
): DeclaredDeployment {
  return {
    entryPoint: parseEntryPoint(entrypoint),
    name,
    description: options.description,
    version: options.version,
    tags: options.tags,
    parameters: givenParameters(options.params, options.param),
    enforceParameterSchema: options.enforceParameterSchema ?? true,
    paused: null,
    concurrency: concurrencyOf(options),
    workPoolName: pool,
    workQueueName: options.workQueue,
    jobVariables: givenJobVariables(options.jobVariables),
    schedules: givenSchedules(options).map(declaredSchedule),
    triggers: [],
    pullSteps: null,
  };
}

function concurrencyOf({ concurrencyLimit, collisionStrategy }: DeployOptions): DeclaredDeployment["concurrency"] {
  if (concurrencyLimit === null) {
    if (collisionStrategy === null) return null;
    throw new TuttiError("invalid_usage", "--collision-strategy needs --concurrency-limit.");
  }
  const strategy = collisionStrategy === "CANCEL_NEW" ? "CANCEL_NEW" : "ENQUEUE";
  return {
    limit: concurrencyLimit,
    collisionStrategy: collisionStrategy === null ? null : strategy,
    gracePeriodSeconds: null,
  };
}

function givenSchedules({ cron, interval, rrule, timezone, anchorDate }: DeployOptions): WrittenSchedule[] {
  return [
    ...cron.map((expression) => ({ cron: expression, timezone })),
    ...interval.map((seconds) => ({ interval: secondsOr(seconds), timezone, anchor_date: anchorDate })),
    ...rrule.map((rule) => ({ rrule: rule, timezone })),
  ];
}

function secondsOr(text: string): number | string {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
