import type { z } from "zod";
import { TuttiError } from "@tutti/core/errors";
import type { deploymentCreate } from "@tutti/core/wire/deployment";
import type { FlowDefinition } from "../engine/flow-definition.ts";
import type { DeploymentTrigger } from "@tutti/project/deploy/deployment-trigger";
import { plainJson } from "../parameters.ts";
import type { DeploymentOptions, ScheduleOptions } from "./deployment-options.ts";
import { entryPointOf } from "./flow-place.ts";

const COMMAND = "tutti flow-run execute";

/** A deployment of a flow, about to be sent. */
export interface FlowDeployment {
  readonly flowName: string;
  readonly body: Omit<z.input<typeof deploymentCreate>, "flow_id">;
  /** Null leaves those alone that it has. */
  readonly triggers?: readonly DeploymentTrigger[] | null;
}

/**
 * What a flow is deployed as when it is served from here: its code stays where it is. Rejects with `invalid_entrypoint`
 * and `invalid_deployment`.
 */
export async function toDeployment(
  flow: object,
  definition: FlowDefinition,
  options: DeploymentOptions,
): Promise<FlowDeployment> {
  const folder = process.cwd();
  const entrypoint = entryPointOf(definition.file, definition.name, definition.fn.name, folder);
  const described = await describe(flow, definition, entrypoint);
  const { concurrencyLimit, collisionStrategy } = options;
  return {
    flowName: definition.name,
    triggers: await triggersOf({ ...options, name: options.name ?? definition.name }),
    body: {
      name: options.name ?? definition.name,
      entrypoint,
      path: folder,
      pull_steps: [],
      version: options.version ?? definition.version,
      description: options.description ?? described.description,
      tags: [...(options.tags ?? [])],
      parameters: wireParameters(options.parameters),
      parameter_openapi_schema: described.parameterSchema,
      enforce_parameter_schema: options.enforceParameterSchema ?? true,
      paused: options.paused ?? false,
      schedules: await schedulesOf(options),
      job_variables: { command: COMMAND },
      ...(concurrencyLimit === undefined ? {} : { concurrency_limit: concurrencyLimit }),
      ...(collisionStrategy === undefined ? {} : { concurrency_options: { collision_strategy: collisionStrategy } }),
    },
  };
}

async function describe(flow: object, definition: FlowDefinition, entrypoint: string) {
  const { describeLoadedFlow } = await import("@tutti/project/flow-description/describe-node-flow");
  const exportName = entrypoint.slice(entrypoint.lastIndexOf(":") + 1);
  return describeLoadedFlow(flow, definition.file ?? "", exportName);
}

async function triggersOf({ triggers, name = "" }: DeploymentOptions): Promise<DeploymentTrigger[] | null> {
  if (triggers === undefined) return null;
  const { readTrigger } = await import("@tutti/project/deploy/deployment-trigger");
  return triggers.map((trigger, index) => readTrigger(wireParameters(trigger), name, index));
}

/** The schedules of the options, as the API takes them. Rejects with `invalid_deployment`. */
export async function schedulesOf(options: DeploymentOptions) {
  const { cron, interval, rrule } = options;
  const isAlone = cron !== undefined || interval !== undefined || rrule !== undefined;
  if (isAlone && options.schedules !== undefined) {
    throw new TuttiError("invalid_deployment", "give either schedules or one of cron, interval and rrule");
  }
  const own: readonly ScheduleOptions[] = isAlone ? [scheduleOf(options)] : (options.schedules ?? []);
  if (own.length === 0) return [];
  const { declaredSchedule } = await import("@tutti/project/deploy/declared-schedule");
  return own.map(({ anchorDate, parameters, ...rest }) =>
    declaredSchedule({
      ...rest,
      ...(anchorDate === undefined ? {} : { anchor_date: anchorDate.toISOString() }),
      ...(parameters === undefined ? {} : { parameters: wireParameters(parameters) }),
    }),
  );
}

/** The one schedule of the options. */
function scheduleOf({ cron, interval, rrule, timezone, anchorDate }: DeploymentOptions): ScheduleOptions {
  const entries = Object.entries({ cron, interval, rrule, timezone, anchorDate });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Parameters as the server keeps them. */
export function wireParameters(parameters: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, plainJson(value)]));
}
