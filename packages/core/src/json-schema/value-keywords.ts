import { isJsonObject } from "../json-object.ts";
import { matchesFormat } from "./formats.ts";
import { findsPattern } from "./patterns.ts";
import { shown } from "./problem.ts";
import { problem, type Keyword } from "./walk.ts";

// Keywords that judge a value by itself.

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isJsonObject,
  array: Array.isArray,
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
  null: (value) => value === null,
};

const type: Keyword = (argument, value, site) => {
  const names = (Array.isArray(argument) ? argument : [argument]).map(String);
  if (names.some((name) => TYPES[name]?.(value) === true)) return [];
  return problem(site, "type", `${shown(value)} is not of type ${names.map((name) => `'${name}'`).join(", ")}`);
};

const enumeration: Keyword = (argument, value, site) =>
  Array.isArray(argument) && !argument.some((item) => isSame(item, value))
    ? problem(site, "enum", `${shown(value)} is not one of ${shown(argument)}`)
    : [];

const constant: Keyword = (argument, value, site) =>
  isSame(argument, value) ? [] : problem(site, "const", `${shown(argument)} was expected`);

/** Equal as JSON: the order of keys does not matter. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, at) => isSame(item, b[at]));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

function numeric(keyword: string, holds: (value: number, bound: number) => boolean, says: string): Keyword {
  return (argument, value, site) =>
    typeof value !== "number" || typeof argument !== "number" || holds(value, argument)
      ? []
      : problem(site, keyword, `${shown(value)} is ${says} ${shown(argument)}`);
}

function textual(keyword: string, holds: (value: string, argument: unknown) => boolean, says: string): Keyword {
  return (argument, value, site) =>
    typeof value !== "string" || holds(value, argument)
      ? []
      : problem(site, keyword, `${shown(value)} ${says} ${shown(argument)}`);
}

/** In Unicode's characters, not in halves of them. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** A pattern that is none, or could take too long, says nothing against a text. */
function matchesPattern(value: string, pattern: unknown): boolean {
  return typeof pattern !== "string" || findsPattern(pattern, value) !== false;
}

const format: Keyword = (argument, value, site) =>
  !site.checksFormats || typeof value !== "string" || matchesFormat(String(argument), value)
    ? []
    : problem(site, "format", `${shown(value)} is not a ${shown(argument)}`);

export const VALUE_KEYWORDS: Readonly<Record<string, Keyword>> = {
  type,
  enum: enumeration,
  const: constant,
  minimum: numeric("minimum", (value, bound) => value >= bound, "less than the minimum of"),
  maximum: numeric("maximum", (value, bound) => value <= bound, "greater than the maximum of"),
  exclusiveMinimum: numeric("exclusiveMinimum", (value, bound) => value > bound, "not above"),
  exclusiveMaximum: numeric("exclusiveMaximum", (value, bound) => value < bound, "not below"),
  multipleOf: numeric("multipleOf", (value, unit) => Number.isInteger(value / unit), "not a multiple of"),
  minLength: textual("minLength", (value, least) => lengthOf(value) >= Number(least), "is shorter than"),
  maxLength: textual("maxLength", (value, most) => lengthOf(value) <= Number(most), "is longer than"),
  pattern: textual("pattern", matchesPattern, "does not match"),
  format,
};
