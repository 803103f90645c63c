import { TuttiError } from "@tutti/core/errors";
import { plainNumber } from "@tutti/core/exact-json";
import { parseEntryPoint } from "../entry-point.ts";
import { schedulesOf } from "../files/deployment-entry.ts";
import type { DeploymentValues, ScheduleValues } from "../files/project-schema.ts";
import type { ConcurrencyDeclaration, DeclaredDeployment } from "./declared-deployment.ts";
import { declaredSchedule, type WrittenSchedule } from "./declared-schedule.ts";
import type { FilledDraft } from "./fill-draft.ts";

/**
 * What a draft says, each value with the type that it must have: a file may have had a template in its place. Throws
 * `invalid_deployment` and `invalid_entrypoint`.
 */
export function declareDeployment({ values, pullSteps }: FilledDraft): DeclaredDeployment {
  const { work_pool: pool } = values;
  const name = needed(values.name, "a name", "-n NAME");
  const workPoolName = needed(pool?.name, "a work pool", "--pool POOL");
  const entrypoint = needed(values.entrypoint, "an entry point", "path/to/file.ts:mainFlow");
  return {
    entryPoint: parseEntryPoint(entrypoint),
    name,
    description: textOf(values.description),
    version: textOf(values.version),
    tags: tagsOf(values.tags),
    parameters: values.parameters ?? {},
    enforceParameterSchema: truthOf(values.enforce_parameter_schema, "enforce_parameter_schema") ?? true,
    paused: truthOf(values.paused, "paused"),
    concurrency: concurrencyOf(values.concurrency_limit),
    workPoolName,
    workQueueName: textOf(pool?.work_queue_name),
    jobVariables: pool?.job_variables ?? {},
    schedules: schedulesOf(values)?.map((schedule) => declaredSchedule(written(schedule))) ?? null,
    triggers: values.triggers ?? [],
    pullSteps,
  };
}

function needed(value: unknown, what: string, flag: string): string {
  const text = textOf(value);
  if (text !== null && text !== "") return text;
  throw new TuttiError("invalid_deployment", `${what} is missing; add ${flag}`);
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const plain = plainNumber(value);
  return typeof plain === "string" ? plain : String(plain);
}

function tagsOf(tags: DeploymentValues["tags"]): string[] {
  if (typeof tags === "string") return [tags];
  return (tags ?? [])
    .map(textOf)
    .filter((tag) => tag !== null)
    .filter((tag) => tag !== "");
}

/** `"true"`, as a template may give it, is true. */
function truthOf(value: unknown, key: string): boolean | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value;
  const text = quoted(value).toLowerCase();
  if (['"true"', '"yes"', '"1"', '"on"', "1"].includes(text)) return true;
  if (['"false"', '"no"', '"0"', '"off"', "0"].includes(text)) return false;
  throw new TuttiError("invalid_deployment", `${key} must be true or false, not ${text}`);
}

function quoted(value: unknown): string {
  return JSON.stringify(value) ?? "undefined";
}

function countOf(value: unknown, key: string): number | null {
  if (value === null || value === undefined || value === "") return null;
  const count = Number(plainNumber(value));
  if (Number.isInteger(count) && count > 0) return count;
  throw new TuttiError("invalid_deployment", `${key} must be a whole number above zero, not ${quoted(value)}`);
}

function concurrencyOf(given: DeploymentValues["concurrency_limit"]): ConcurrencyDeclaration | null {
  const isWhole = typeof given === "object" && given !== null && "limit" in given;
  const {
    limit,
    collision_strategy: strategy,
    grace_period_seconds: grace,
  } = isWhole ? given : { limit: given, collision_strategy: null, grace_period_seconds: null };
  const count = countOf(limit, "concurrency_limit");
  if (count === null) return null;
  return {
    limit: count,
    collisionStrategy: strategyOf(strategy),
    gracePeriodSeconds: countOf(grace, "grace_period_seconds"),
  };
}

function strategyOf(strategy: unknown): ConcurrencyDeclaration["collisionStrategy"] {
  if (strategy === null || strategy === undefined) return null;
  if (strategy === "ENQUEUE" || strategy === "CANCEL_NEW") return strategy;
  const problem = `collision_strategy must be ENQUEUE or CANCEL_NEW, not ${quoted(strategy)}`;
  throw new TuttiError("invalid_deployment", problem);
}

function written({ schedule, ...own }: ScheduleValues): WrittenSchedule {
  const { interval, day_or, active, max_scheduled_runs: runs, ...rest } = { ...own, ...schedule };
  const seconds = plainNumber(interval);
  return {
    ...rest,
    interval: typeof seconds === "number" || typeof seconds === "string" ? seconds : null,
    day_or: truthOf(day_or, "day_or"),
    active: truthOf(active, "active"),
    max_scheduled_runs: countOf(runs, "max_scheduled_runs"),
  };
}
