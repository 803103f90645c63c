import type { JsonObject } from "@tutti/core/json-object";
import { any, optional, text, type Field, type Fields } from "./field.ts";

/** A type of worker, and how the jobs of a work pool of that type are described unless somebody says otherwise. */
export interface BundledWorker {
  readonly type: string;
  readonly displayName: string;
  /** The Python package that has it. */
  readonly collection: string;
  /** What a person reads about it. */
  readonly words: string;
  /** What deployments and runs may set. */
  readonly variables: Fields;
  /** What the worker is given: variables are filled in by name. */
  readonly jobConfiguration: JsonObject;
}

/** Each variable under its own name. */
export function filledIn(...names: string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, variable(name)]));
}

export function variable(name: string): string {
  return `{{ ${name} }}`;
}

/** Texts by name. */
export function textMapping(words: string): Field {
  return optional(any(words, { type: "object", additionalProperties: { type: "string" } }));
}

/** What every worker has. */
export const COMMON: Fields = {
  name: optional(text("Name of what the worker makes for a run.")),
  env: textMapping("Environment variables of the run."),
  labels: textMapping("Labels of what the worker makes for a run."),
  command: optional(text("Command that runs the flow. The worker's own does in most cases.")),
};
export const COMMON_NAMES = ["name", "env", "labels", "command"];
