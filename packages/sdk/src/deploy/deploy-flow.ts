import { withProfile } from "@tutti/client/profile-environment";
import { TuttiError } from "@tutti/core/errors";
import { CLIENT_SETTINGS } from "@tutti/core/settings/client-settings";
import { applyPlans } from "@tutti/project/deploy/apply-plans";
import type { DeclaredDeployment } from "@tutti/project/deploy/declared-deployment";
import { planName } from "@tutti/project/deploy/deployment-plan";
import { planDeployment } from "@tutti/project/deploy/plan-deployment";
import { type EntryPoint, parseEntryPoint } from "@tutti/project/entry-point";
import { describeLoadedFlow } from "@tutti/project/flow-description/describe-node-flow";
import { portableSteps } from "@tutti/project/steps/portable-steps";
import { resolve } from "node:path";
import { connect } from "../connection.ts";
import type { FlowDefinition } from "../engine/flow-definition.ts";
import { plainJson } from "../parameters.ts";
import { printLine } from "../print-line.ts";
import { entryPointOf } from "../serve/flow-place.ts";
import { schedulesOf, wireParameters } from "../serve/to-deployment.ts";
import type { DeployedFlow, DeployOptions } from "./deploy-options.ts";

/** Plans, checks and sends a deployment of a flow of this process. Rejects as `tutti deploy` ends. */
export async function deployFlow(
  flow: object,
  definition: FlowDefinition,
  options: DeployOptions,
): Promise<DeployedFlow> {
  const folder = process.cwd();
  const entryPoint = parseEntryPoint(
    options.entrypoint ?? entryPointOf(definition.file, definition.name, definition.fn.name, folder),
  );
  const described = await describeLoadedFlow(flow, resolve(folder, entryPoint.file), entryPoint.exportName);
  const declared = await declaredOf(entryPoint, options);
  const { api } = await connect();
  const plan = await planDeployment(declared, described, { folder, environment: process.env }, api);
  for (const warning of plan.warnings) printLine(`tutti: ${planName(plan)}: ${warning}`);
  const [deployment] = await applyPlans([plan], api);
  return { id: deployment?.id ?? "", name: planName(plan) };
}

/** What is meant where nothing is said. */
const UNSAID = {
  description: null,
  version: null,
  tags: [],
  paused: null,
  workQueueName: null,
  enforceParameterSchema: true,
} as const;

async function declaredOf(entryPoint: EntryPoint, options: DeployOptions): Promise<DeclaredDeployment> {
  const { name, description, version, tags, paused, workQueueName, enforceParameterSchema } = { ...UNSAID, ...options };
  const { image, pullSteps, triggers } = options;
  const schedules = await schedulesOf(options);
  const isScheduled = schedules.length > 0 || options.schedules !== undefined;
  return {
    entryPoint,
    name,
    description,
    version,
    tags,
    parameters: wireParameters(options.parameters),
    enforceParameterSchema,
    paused,
    concurrency: concurrencyOf(options),
    workPoolName: options.workPoolName ?? (await defaultPool()),
    workQueueName,
    jobVariables: { ...plainObject(options.jobVariables), ...(image === undefined ? {} : { image }) },
    schedules: isScheduled ? schedules : null,
    triggers: (triggers ?? []).map(plainObject),
    pullSteps: pullSteps === undefined ? null : portableSteps(pullSteps).map(plainObject),
  };
}

function concurrencyOf(options: DeployOptions): DeclaredDeployment["concurrency"] {
  const { concurrencyLimit: limit, collisionStrategy = null, gracePeriodSeconds = null } = options;
  return limit === undefined ? null : { limit, collisionStrategy, gracePeriodSeconds };
}

function plainObject(value: unknown): Record<string, unknown> {
  const plain = plainJson(value ?? {});
  return typeof plain === "object" && plain !== null ? { ...plain } : {};
}

async function defaultPool(): Promise<string> {
  const environment = await withProfile(process.env);
  const { name, aliases } = CLIENT_SETTINGS.defaultWorkPoolName;
  const pool = [name, ...(aliases ?? [])].map((key) => environment[key] ?? "").find((value) => value !== "");
  if (pool !== undefined) return pool;
  throw new TuttiError("invalid_deployment", "a work pool is missing; give workPoolName, or use flow.serve()");
}
