import type { Task } from "@aws-sdk/client-ecs";
import type { JsonObject } from "@tutti/core/json-object";
import { TuttiError } from "@tutti/core/errors";
import { type Job, LaunchFailure } from "@tutti/worker/launcher";
import { z } from "zod";
import { explained } from "./aws-failure.ts";
import type { EcsAccount } from "./ecs-account.ts";
import type { EcsJob } from "./ecs-job.ts";
import type { AskedTask, StartedTask } from "./ecs-job-record.ts";
import { logConfigurationForm, logPlace } from "./ecs-log-place.ts";
import { taskNetwork } from "./ecs-network.ts";
import { runRequest } from "./ecs-run-request.ts";
import { mainContainerName, taskDefinition } from "./ecs-task-definition.ts";

interface StartContext {
  readonly command: string;
  readonly pool: string;
  readonly startedBy: string;
  /** Told what was registered for this task alone, before it is started. */
  readonly onRegistered: (arn: string) => Promise<void>;
}

/** What is known of a definition that a task is to run. */
const usedDefinition = z.looseObject({
  networkMode: z.string().nullish(),
  requiresCompatibilities: z.array(z.string()).optional(),
  containerDefinitions: z
    .array(z.looseObject({ name: z.string().optional(), logConfiguration: logConfigurationForm.nullish() }))
    .default([]),
});

type Used = z.output<typeof usedDefinition> & { readonly arn: string; readonly isNew: boolean };

/** Registers what the task is to be, unless it is there, and runs it. Rejects with LaunchFailure, `invalid_template`. */
export async function startTask(
  account: EcsAccount,
  job: Job,
  wanted: EcsJob,
  context: StartContext,
): Promise<StartedTask> {
  try {
    return await started(account, job, wanted, context);
  } catch (error) {
    if (isInactive(error)) return again(account, job, wanted, context, error);
    throw refusal(error, wanted);
  }
}

async function started(account: EcsAccount, job: Job, wanted: EcsJob, context: StartContext): Promise<StartedTask> {
  const used = await definitionFor(account, job, wanted, context);
  const isOwn = wanted.deregisters && used.isNew;
  if (isOwn) await context.onRegistered(used.arn);
  job.unwanted.throwIfAborted();
  const network = await networkFor(account, wanted, used);
  const request = runRequest(job, wanted, context.command, { arn: used.arn, definition: used }, network);
  const taken = await account.run({ ...request, startedBy: context.startedBy });
  const task = taskOf(taken, used, wanted, account);
  const { log } = task;
  const hint = log === null ? "" : `; what it prints is in CloudWatch's group ${log.group}`;
  job.onNews(`Started task ${task.task} with ${used.arn.split("/").at(-1) ?? used.arn}${hint}`);
  return { ...task, deregisters: isOwn };
}

/** A task that was asked for by a worker which did not hear of it; null where ECS has none that is not to end. */
export async function unheardTask(
  account: EcsAccount,
  asked: AskedTask,
  flowRunId: string,
  registered: string | null,
): Promise<StartedTask | null> {
  const found = await account.find(asked.cluster, asked.startedBy, flowRunId);
  if (found === null) return null;
  const arn = found.taskDefinitionArn ?? "";
  const used = { ...usedDefinition.parse(await account.describe(arn)), arn };
  return { ...taskOf(found, used, asked, account), deregisters: registered === arn };
}

function taskOf(
  { taskArn = "", clusterArn = "" }: Task,
  { containerDefinitions, arn }: Pick<Used, "containerDefinitions" | "arn">,
  { cluster, containerName }: Pick<EcsJob, "cluster" | "containerName">,
  { region }: EcsAccount,
): Omit<StartedTask, "deregisters"> {
  const container = mainContainerName(containerDefinitions, containerName);
  const log = logPlace(containerDefinitions, container, taskArn, region);
  return { cluster: cluster ?? clusterArn, task: taskArn, container, log, definition: arn };
}

/** A definition that somebody took back since it was registered here. */
async function again(
  account: EcsAccount,
  job: Job,
  wanted: EcsJob,
  context: StartContext,
  error: unknown,
): Promise<StartedTask> {
  if (wanted.request.taskDefinition !== undefined) throw refusal(error, wanted);
  account.forgetAll();
  try {
    return await started(account, job, wanted, context);
  } catch (second) {
    throw refusal(second, wanted);
  }
}

async function definitionFor(account: EcsAccount, job: Job, wanted: EcsJob, context: StartContext): Promise<Used> {
  const { labels } = job.configuration;
  const given = wanted.request.taskDefinition;
  if (given !== undefined) {
    return { ...usedDefinition.parse(await account.describe(given)), arn: given, isNew: false };
  }
  const unset = Object.entries(job.environment).flatMap(([name, value]) => (value === null ? [name] : []));
  const definition = taskDefinition(wanted, {
    ...context,
    owner: labels["prefect.io/deployment-id"] ?? labels["prefect.io/flow-id"] ?? "flow",
    region: account.region,
    unset: new Set(unset),
  });
  const { matchesFamily, deregisters: isForgotten } = wanted;
  return {
    ...usedDefinition.parse(definition),
    ...(await account.register(definition, { matchesFamily, isForgotten })),
  };
}

/** Tasks with a network of their own must be told which. */
async function networkFor(account: EcsAccount, wanted: EcsJob, { networkMode }: Used): Promise<JsonObject | null> {
  const isTold = wanted.request.networkConfiguration !== undefined && Object.keys(wanted.network).length === 0;
  return networkMode === "awsvpc" && !isTold ? taskNetwork(wanted, account.signedIn) : null;
}

function isInactive(error: unknown): boolean {
  return error instanceof Error && /TaskDefinition is inactive/i.test(error.message);
}

function refusal(error: unknown, { cluster }: EcsJob): unknown {
  if (error instanceof LaunchFailure || (error instanceof TuttiError && error.code === "invalid_template"))
    return error;
  const name = error instanceof Error ? error.name : "";
  const told = explained(error, "ECS");
  const reason =
    name === "ClusterNotFoundException"
      ? `the cluster ${cluster ?? "default"} is not there; check its name and the region`
      : told instanceof Error
        ? told.message
        : String(told);
  return new LaunchFailure(`no task can be started: ${reason}`, { cause: error });
}
