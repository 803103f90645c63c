import type { JsonObject } from "@tutti/core/json-object";
import { isRawNumber } from "@tutti/core/exact-json";
import { z } from "zod";
import { readFields } from "./read-fields.ts";

const text = z.string().nullish();

/** Names of variables are the machine's; a value of null takes the variable away. */
const environment = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((env) =>
    Object.fromEntries(Object.entries(env ?? {}).map(([name, value]) => [name, variableText(value)])),
  );

const jobFields = z.looseObject({
  command: text,
  env: environment,
  labels: z.record(z.string(), z.coerce.string()).nullish(),
  name: text,
  stream_output: z.boolean().nullish(),
  working_dir: text,
});

/** How one run's job is started. What only some launchers know is in `fields`. */
export interface JobConfiguration {
  /** Null or empty: the launcher's own way to start a run. */
  readonly command: string | null;
  readonly env: Readonly<Record<string, string | null>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly name: string | null;
  /** Whether the worker shows what the job prints. */
  readonly streamsOutput: boolean;
  readonly workingDir: string | null;
  readonly fields: JsonObject;
}

/** Reads a filled template. Throws `invalid_template` that names the field which is no such thing. */
export function jobConfiguration(filled: JsonObject): JobConfiguration {
  const fields = readFields(jobFields, filled);
  const { command, env, labels, name, stream_output, working_dir } = fields;
  return {
    command: filledText(command),
    env,
    labels: labels ?? {},
    name: filledText(name),
    streamsOutput: stream_output ?? true,
    workingDir: filledText(working_dir),
    fields,
  };
}

function filledText(value: string | null | undefined): string | null {
  return value === undefined || value === null || value.trim() === "" ? null : value;
}

function variableText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  return isRawNumber(value) ? value.rawJSON : JSON.stringify(value);
}
