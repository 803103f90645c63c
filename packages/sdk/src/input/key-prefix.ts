import type { StandardSchema } from "../standard-schema.ts";
import { writtenSchema } from "./input-schema.ts";

// Prefect's Python finds inputs by a prefix made of the type's name: an int goes to `intautomaticruninput-auto-…`, within
// an object as its `value`; a `class NumberData(RunInput)` to `numberdata-auto-…`, as its fields.

const PYTHON_NAMES: Readonly<Record<string, string>> = {
  integer: "int",
  number: "float",
  string: "str",
  boolean: "bool",
  array: "list",
  object: "dict",
  null: "nonetype",
};

/** Where inputs of this kind are found: by the prefix given, by the model's name, else by the type. */
export interface InputPlace {
  /** What the keys begin with, over what else would say so. */
  readonly keyPrefix?: string;
  /** The name of the `RunInput` class that the other side has, when that is Python: the value's fields are its fields. */
  readonly model?: string;
}

export function prefixFor({ keyPrefix, model }: InputPlace, type: () => string): string {
  if (keyPrefix !== undefined) return keyPrefix;
  return model === undefined ? `${type()}automaticruninput-auto` : `${model.toLowerCase()}-auto`;
}

/** The name that Python has for values of this type. */
export function typeOfValue(value: unknown): string {
  if (value === null) return "nonetype";
  if (Array.isArray(value)) return "list";
  if (typeof value === "number" || typeof value === "bigint") return Number.isInteger(Number(value)) ? "int" : "float";
  return PYTHON_NAMES[typeof value] ?? "dict";
}

/** The same for what a schema takes. Empty, which is where inputs of every type are found, when it may be of several. */
export function typeOfSchema(schema: StandardSchema): string {
  const type = writtenSchema(schema)?.["type"];
  return typeof type === "string" ? (PYTHON_NAMES[type] ?? "") : "";
}
