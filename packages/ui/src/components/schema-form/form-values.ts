import { plainNumber } from "@tutti/core/exact-json";
import { fieldsOf, type FieldKind, kindOf } from "./field-kind.ts";
import { isRecord, type JsonSchema, resolveSchema } from "./json-schema.ts";

/** What a form holds: JSON, and undefined where nothing was given, so that defaults apply. */
export type FormValues = Readonly<Record<string, unknown>>;

/** The values with one of them changed; undefined takes it out. */
export function withValue(values: FormValues, key: string, value: unknown): FormValues {
  if (value !== undefined) return { ...values, [key]: value };
  const { [key]: _gone, ...rest } = values;
  return rest;
}

/** What each property is when nothing is given; those without a default are left out. */
export function defaultValues(schema: JsonSchema, root: JsonSchema): FormValues {
  const given = fieldsOf(schema, root).filter(({ fallback }) => fallback !== undefined);
  return Object.fromEntries(given.map(({ key, fallback }) => [key, fallback]));
}

/** A value to begin with, where one is added. */
export function blankValue(schema: JsonSchema, root: JsonSchema): unknown {
  const { default: fallback } = resolveSchema(schema, root);
  if (fallback !== undefined) return fallback;
  return blankOfKind(kindOf(schema, root), root);
}

const BLANKS: Partial<Record<FieldKind["kind"], unknown>> = { boolean: false, list: [], object: {} };

function blankOfKind(kind: FieldKind, root: JsonSchema): unknown {
  if (kind.kind === "text") return kind.format.startsWith("date") ? undefined : "";
  if (kind.kind === "choice") return kind.choices[0];
  if (kind.kind === "union") return blankValue(kind.variants[0]?.schema ?? {}, root);
  return BLANKS[kind.kind];
}

/** The variant that a value looks like, by its place; the first where none does. */
export function variantOf(
  value: unknown,
  variants: readonly { readonly schema: JsonSchema }[],
  root: JsonSchema,
): number {
  const index = variants.findIndex(({ schema }) => looksLike(value, schema, root));
  return Math.max(0, index);
}

function looksLike(value: unknown, schema: JsonSchema, root: JsonSchema): boolean {
  const kind = kindOf(schema, root);
  if (kind.kind === "text") {
    return typeof value === "string" && (kind.format !== "date-time" || !Number.isNaN(Date.parse(value)));
  }
  if (kind.kind === "number") {
    const number = plainNumber(value);
    return kind.isInteger ? Number.isInteger(number) : typeof number === "number";
  }
  if (kind.kind === "object") return hasOnly(value, new Set(kind.fields.map(({ key }) => key)));
  return kind.kind === "choice"
    ? kind.choices.some((choice) => isSame(choice, value))
    : looksLikeWhole(value, kind.kind);
}

function looksLikeWhole(value: unknown, kind: FieldKind["kind"]): boolean {
  if (kind === "boolean") return typeof value === "boolean";
  if (kind === "list") return Array.isArray(value);
  return kind === "block" && blockIdOf(value) !== null;
}

function hasOnly(value: unknown, keys: ReadonlySet<string>): boolean {
  return isRecord(value) && Object.keys(value).every((key) => keys.has(key));
}

/** The block document that a value stands for. */
export function blockIdOf(value: unknown): string | null {
  const reference = isRecord(value) ? value["$ref"] : undefined;
  const id = isRecord(reference) ? reference["block_document_id"] : reference;
  return typeof id === "string" ? id : null;
}

export function blockReference(id: string): unknown {
  return { $ref: { block_document_id: id } };
}

/** Values that are only known later, or that are told as text. */
const STAND_INS = {
  json: "value",
  jinja: "template",
  workspace_variable: "variable_name",
} as const;
export type StandInKind = keyof typeof STAND_INS;

export interface StandIn {
  readonly kind: StandInKind;
  readonly text: string;
}

export function standInOf(value: unknown): StandIn | null {
  if (!isRecord(value)) return null;
  const kind = Object.keys(STAND_INS).find((name) => name === value["__prefect_kind"]) as StandInKind | undefined;
  if (kind === undefined) return null;
  const text = value[STAND_INS[kind]];
  return { kind, text: typeof text === "string" ? text : text === undefined ? "" : JSON.stringify(text) };
}

export function standIn({ kind, text }: StandIn): unknown {
  return { __prefect_kind: kind, [STAND_INS[kind]]: text };
}

/** Those of the values that are not what they were: what the server has need not be sent again. */
export function changedValues(values: FormValues, before: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !isSame(value, before[key])));
}

export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
