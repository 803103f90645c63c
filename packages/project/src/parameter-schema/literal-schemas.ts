import ts from "typescript";
import type { JsonObject } from "@tutti/core/json-object";

const PRIMITIVES: readonly (readonly [flags: ts.TypeFlags, schema: JsonObject])[] = [
  [ts.TypeFlags.Unknown, {}],
  [ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.StringMapping, { type: "string" }],
  [ts.TypeFlags.Number, { type: "number" }],
  [ts.TypeFlags.Boolean, { type: "boolean" }],
  [ts.TypeFlags.BigIntLike, { type: "integer" }],
  [ts.TypeFlags.Null, { type: "null" }],
  [ts.TypeFlags.VoidLike, { type: "null" }],
  [ts.TypeFlags.NonPrimitive, { type: "object" }],
];

export function primitiveSchema(type: ts.Type): JsonObject | null {
  return PRIMITIVES.find(([flags]) => (type.flags & flags) !== 0)?.[1] ?? null;
}

export function literalSchema(type: ts.Type): JsonObject | null {
  const value = literalOf(type);
  return value === null ? null : { const: value, type: typeNameOf(value) };
}

/** Literals alone are an enumeration; null when there is anything else among them. */
export function unionOfLiterals(types: readonly ts.Type[]): JsonObject | null {
  const values = types.map(literalOf).filter((value) => value !== null);
  if (values.length === 0 || values.length < types.length) return null;
  if (values.includes(true) && values.includes(false)) return values.length === 2 ? { type: "boolean" } : null;
  const [first, ...others] = values;
  if (first !== undefined && others.length === 0) return { const: first, type: typeNameOf(first) };
  const names = new Set(values.map(typeNameOf));
  const [name] = names;
  return names.size === 1 ? { enum: values, type: name } : { enum: values };
}

function literalOf(type: ts.Type): string | number | boolean | null {
  if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
  if ((type.flags & ts.TypeFlags.BooleanLiteral) === 0) return null;
  return "intrinsicName" in type && type.intrinsicName === "true";
}

function typeNameOf(value: string | number | boolean): string {
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}
