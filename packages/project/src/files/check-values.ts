import { z } from "zod";
import { didYouMean } from "@tutti/client/closest";
import { isJsonObject } from "@tutti/core/json-object";
import { invalidFile, placeText, type YamlPath, type YamlSource } from "./yaml-source.ts";

/** What to do with keys that nobody knows: refuse them, or pass them over, as Prefect does, and tell. */
export type UnknownKeys = { readonly refuse: true } | { readonly tell: (warning: string) => void };

interface Issue {
  readonly path: YamlPath;
  readonly code?: string;
  readonly message: string;
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly Issue[])[];
}

/** The file's values as the schema has them. Throws `invalid_project_file` with line, column and the key meant. */
export function checkValues<S extends z.ZodType>(
  schema: S,
  { values, placeOf }: YamlSource,
  unknownKeys: UnknownKeys,
): z.output<S> {
  let given: unknown = values;
  for (;;) {
    const verdict = schema.safeParse(given);
    if (verdict.success) return verdict.data;
    const issue = innermost(verdict.error.issues as readonly Issue[]);
    const [key] = issue.keys ?? [];
    if (key === undefined) throw invalidFile(placeOf(issue.path), messageOf(issue));
    const path = [...issue.path, key];
    const problem = `there is no key ${key} here.${didYouMean(key, knownKeys(schema, issue.path))}`;
    if ("refuse" in unknownKeys) throw invalidFile(placeOf(path, true), problem);
    unknownKeys.tell(`${placeText(placeOf(path, true))}: ${problem} It is passed over.`);
    given = without(given, path);
  }
}

/** Of a union's issues the ones of the form that was most likely meant: the one that fits deepest. */
function innermost(issues: readonly Issue[]): Issue {
  const [issue = { path: [], message: "it cannot be read" }] = issues;
  const inner = (issue.errors ?? []).map((errors) => innermost(errors)).filter(({ path }) => path.length > 0);
  const [deepest] = inner.sort((a, b) => b.path.length - a.path.length);
  return deepest === undefined ? issue : { ...deepest, path: [...issue.path, ...deepest.path] };
}

function messageOf({ code, message, path, errors }: Issue): string {
  if (code !== "invalid_type" && code !== "invalid_union") return message;
  const expected = [...new Set(expectedTypes([{ code, message, path, ...(errors === undefined ? {} : { errors }) }]))];
  const last = path.findLast((step) => typeof step === "string") ?? "the file";
  return `${last} must be ${new Intl.ListFormat("en", { type: "disjunction" }).format(expected)}`;
}

const WORDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

function expectedTypes(issues: readonly (Issue & { readonly expected?: string })[]): string[] {
  return issues.flatMap(({ errors, expected, message }) => {
    if (errors !== undefined) return errors.flatMap(expectedTypes);
    const type = expected ?? /expected (\w+)/.exec(message)?.[1] ?? "";
    return [WORDS[type] ?? type];
  });
}

/** The keys that the schema has at a path. */
function knownKeys(schema: unknown, path: YamlPath): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return knownKeys(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => knownKeys(option, path));
  if (schema instanceof z.ZodPipe) return knownKeys(schema.in instanceof z.ZodTransform ? schema.out : schema.in, path);
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray) return knownKeys(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  return step === undefined ? Object.keys(schema.shape) : knownKeys(schema.shape[step], rest);
}

function without(value: unknown, [step, ...rest]: YamlPath): unknown {
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? without(item, rest) : item));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => rest.length > 0 || key !== step);
  return Object.fromEntries(entries.map(([key, item]) => [key, key === step ? without(item, rest) : item]));
}
