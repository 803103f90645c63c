import { unreachable } from "@tutti/core/unreachable";
import { isRecord, type JsonSchema, resolveSchema } from "./json-schema.ts";

export type TextFormat = "plain" | "multiline" | "password" | "date" | "date-time";

/** How a value is asked for. */
export type FieldKind =
  | { kind: "text"; format: TextFormat }
  | { kind: "number"; isInteger: boolean }
  | { kind: "boolean" }
  | { kind: "choice"; choices: readonly unknown[] }
  | { kind: "list"; items: JsonSchema }
  | { kind: "object"; fields: readonly FieldSpec[] }
  | { kind: "union"; variants: readonly Variant[] }
  | { kind: "block"; slug: string }
  /** What no other form fits. */
  | { kind: "json" };

interface Variant {
  readonly words: string;
  readonly schema: JsonSchema;
}

/** A property of an object, as a form shows it. */
export interface FieldSpec {
  readonly key: string;
  readonly title: string;
  readonly description: string | null;
  readonly isRequired: boolean;
  readonly schema: JsonSchema;
  /** Undefined where the schema names none. */
  readonly fallback: unknown;
}

export function kindOf(given: JsonSchema, root: JsonSchema): FieldKind {
  const schema = resolveSchema(given, root);
  const { const: constant, enum: choices, block_type_slug: slug } = schema;
  if (typeof slug === "string") return { kind: "block", slug };
  if (Array.isArray(choices)) return { kind: "choice", choices };
  if (constant !== undefined) return { kind: "choice", choices: [constant] };
  const variants = variantsOf(schema, root);
  const [only] = variants;
  if (only !== undefined) return variants.length === 1 ? kindOf(only.schema, root) : { kind: "union", variants };
  return kindOfType(schema, root);
}

function kindOfType(schema: JsonSchema, root: JsonSchema): FieldKind {
  const { type } = schema;
  if (Array.isArray(type)) {
    const types = type.filter((name) => name !== "null");
    return types.length === 1 ? kindOfType({ ...schema, type: types[0] }, root) : { kind: "json" };
  }
  switch (type) {
    case "string":
      return { kind: "text", format: formatOf(schema) };
    case "integer":
    case "number":
      return { kind: "number", isInteger: type === "integer" };
    case "boolean":
      return { kind: "boolean" };
    case "array":
      return isRecord(schema["items"]) ? { kind: "list", items: schema["items"] } : { kind: "json" };
    default: {
      const fields = fieldsOf(schema, root);
      return fields.length > 0 ? { kind: "object", fields } : { kind: "json" };
    }
  }
}

/** Durations stay plain text: `PT1H`. */
function formatOf({ format, writeOnly, maxLength }: JsonSchema): TextFormat {
  if (format === "password" || writeOnly === true) return "password";
  if (format === "date" || format === "date-time" || format === "multiline") return format;
  return typeof maxLength === "number" && maxLength > 1000 ? "multiline" : "plain";
}

/** What a value may be one of; that it may also be null is no variant of its own. */
function variantsOf({ anyOf, oneOf }: JsonSchema, root: JsonSchema): Variant[] {
  const all: unknown[] = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : [];
  return all
    .filter(isRecord)
    .filter((schema) => resolveSchema(schema, root)["type"] !== "null")
    .map((schema) => ({ words: typeWords(schema, root), schema }));
}

/** Whether null is a value. */
export function isNullable(given: JsonSchema, root: JsonSchema): boolean {
  const { type, anyOf, oneOf } = resolveSchema(given, root);
  if (type === "null" || (Array.isArray(type) && type.includes("null"))) return true;
  const all: unknown[] = [anyOf, oneOf].flatMap((variants) => (Array.isArray(variants) ? (variants as unknown[]) : []));
  return all.some((variant) => resolveSchema(variant, root)["type"] === "null");
}

/** The properties of an object, in the order their writer gave them. */
export function fieldsOf(given: JsonSchema, root: JsonSchema): FieldSpec[] {
  const schema = resolveSchema(given, root);
  const properties = isRecord(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? (schema["required"] as unknown[]) : [];
  const specs = Object.entries(properties).map(([key, property]) => {
    const own = isRecord(property) ? property : {};
    const resolved = resolveSchema(own, root);
    const { title, description, default: fallback, position } = resolved;
    return {
      position: typeof position === "number" ? position : Infinity,
      spec: {
        key,
        title: typeof title === "string" && own["$ref"] === undefined ? title : key,
        description: typeof description === "string" && description !== "" ? description : null,
        isRequired: required.includes(key),
        schema: own,
        fallback,
      },
    };
  });
  return specs.toSorted((a, b) => (a.position === b.position ? 0 : a.position - b.position)).map(({ spec }) => spec);
}

const FORMAT_WORDS: Record<TextFormat, string> = {
  plain: "text",
  multiline: "text",
  password: "secret",
  date: "date",
  "date-time": "date and time",
};

/** `list of number`, `one of 3`, `text`: what a value has to be, in words. */
export function typeWords(given: JsonSchema, root: JsonSchema): string {
  const kind = kindOf(given, root);
  if (kind.kind === "list") return `list of ${typeWords(kind.items, root)}`;
  if (kind.kind === "union") return kind.variants.map(({ words }) => words).join(" or ");
  if (kind.kind !== "object") return wordsOfKind(kind);
  const { title } = resolveSchema(given, root);
  return typeof title === "string" ? title : "object";
}

function wordsOfKind(kind: Exclude<FieldKind, { kind: "list" | "union" | "object" }>): string {
  switch (kind.kind) {
    case "text":
      return FORMAT_WORDS[kind.format];
    case "number":
      return kind.isInteger ? "whole number" : "number";
    case "boolean":
      return "yes or no";
    case "choice":
      return kind.choices.length === 1 ? JSON.stringify(kind.choices[0]) : `one of ${kind.choices.length}`;
    case "block":
      return `${kind.slug} block`;
    case "json":
      return "JSON";
    default:
      return unreachable(kind);
  }
}
