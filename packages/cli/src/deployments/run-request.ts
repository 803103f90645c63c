import { didYouMean } from "@tutti/client/closest";
import { TuttiError } from "@tutti/core/errors";
import type { Deployment } from "@tutti/core/wire/deployment";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { readAssignments, readJsonObject, readSource } from "../json-input.ts";
import { parseMoment, parseSpan } from "../time-phrase.ts";

export interface RunOptions {
  readonly param: readonly string[];
  readonly params: string | null;
  readonly jobVariable: readonly string[];
  readonly startIn: string | null;
  readonly startAt: string | null;
  readonly tag: readonly string[];
  readonly flowRunName: string | null;
}

/** What is asked for: parameters, and when it shall begin. Throws `invalid_usage`. */
export interface RunRequest {
  readonly parameters: JsonObject;
  readonly jobVariables: JsonObject;
  readonly startAt: Date;
}

/** Reads the options before anything is asked of a server. Throws `invalid_usage`. */
export async function readRunRequest(options: RunOptions, now: Date): Promise<RunRequest> {
  const { params } = options;
  const whole = params === null ? {} : readJsonObject(params === "-" ? await readSource("-") : params, "--params");
  return {
    parameters: { ...whole, ...readAssignments(options.param, "--param") },
    jobVariables: readAssignments(options.jobVariable, "--job-variable"),
    startAt: startTime(options, now),
  };
}

function startTime({ startIn, startAt }: RunOptions, now: Date): Date {
  if (startIn !== null && startAt !== null) {
    throw new TuttiError("invalid_usage", "--start-in and --start-at exclude each other.");
  }
  if (startIn !== null) {
    const seconds = parseSpan(startIn);
    if (seconds !== null) return new Date(now.getTime() + seconds * 1000);
    throw new TuttiError(
      "invalid_usage",
      `--start-in "${startIn}" is no span of time, such as "5 minutes" or "1h30m".`,
    );
  }
  if (startAt === null) return now;
  const at = parseMoment(startAt, now);
  if (at !== null) return at;
  throw new TuttiError(
    "invalid_usage",
    `--start-at "${startAt}" is no time, such as "5:30pm", "tomorrow 9am" or "2026-08-01 17:30".`,
  );
}

/** Refuses parameters that the flow does not take, which would go unnoticed until it runs. Throws `invalid_usage`. */
export function checkParameterNames(parameters: JsonObject, { parameter_openapi_schema: schema }: Deployment): void {
  const properties = schema?.["properties"];
  if (!isJsonObject(properties) || schema?.["additionalProperties"] === true) return;
  const known = Object.keys(properties);
  const unknown = Object.keys(parameters).filter((name) => !Object.hasOwn(properties, name));
  const [first] = unknown;
  if (first === undefined) return;
  const takes = known.length === 0 ? "It takes none." : `It takes ${known.join(", ")}.`;
  throw new TuttiError(
    "invalid_usage",
    `The flow has no parameter ${unknown.join(", ")}.${didYouMean(first, known)} ${takes}`,
  );
}
