import { describeProblems } from "../json-schema/describe-problem.ts";
import { repairSchema } from "../json-schema/repair-schema.ts";
import { problemsOfSchema } from "../json-schema/schema-of-schemas.ts";
import { validateValue } from "../json-schema/validate.ts";
import { isJsonObject, type JsonObject } from "../json-object.ts";

/** What is wrong with the variables of a job, or with the schema its pool has for them; null when nothing is. */
export type JobVariableFlaw = { readonly kind: "schema" | "variables"; readonly reason: string } | null;

/** What the blocks hold that stand for defaults, by the id as it is written; one that is not known is left aside. */
export type BlockData = ReadonlyMap<string, unknown>;

/**
 * Judges the variables that a job would have: the defaults of the pool's template, then each layer over the ones before. A
 * default that is wrong by itself is left aside, and then nothing counts as missing.
 */
export function checkJobVariables(
  template: JsonObject,
  layers: readonly JsonObject[],
  { ignoresRequired, blocks = new Map() }: { readonly ignoresRequired: boolean; readonly blocks?: BlockData },
): JobVariableFlaw {
  return withSchema(template, (schema) => {
    const defaults = defaultsOf(schema, blocks);
    const sound = defaults.filter(([name, value]) => isSound(schema, name, value));
    const variables = Object.assign({}, Object.fromEntries(sound), ...layers) as JsonObject;
    return reasonOf(schema, variables, ignoresRequired || sound.length < defaults.length);
  });
}

/** Judges the defaults of a pool's template. */
export function checkJobDefaults(template: JsonObject, blocks: BlockData): JobVariableFlaw {
  return withSchema(template, (schema) => reasonOf(schema, Object.fromEntries(defaultsOf(schema, blocks)), true));
}

/** Judges variables by themselves, without any default: what they lack may come from elsewhere. */
export function checkGivenVariables(template: JsonObject, variables: JsonObject): JobVariableFlaw {
  return withSchema(template, (schema) => {
    const repaired = repairSchema(schema, { allowsNullWithDefault: false });
    return describeProblems(validateValue(repaired, variables, { ignoresRequired: true }));
  });
}

/** The ids of the blocks that stand for defaults of a template, as they are written. */
export function blocksOfDefaults(template: JsonObject): string[] {
  return fieldsOf(template["variables"]).flatMap(([, field]) => {
    const reference = referenceOf(field["default"]);
    return typeof reference?.blockId === "string" ? [reference.blockId] : [];
  });
}

function withSchema(template: JsonObject, reasonFor: (schema: JsonObject) => string | null): JobVariableFlaw {
  const schema = template["variables"];
  if (!isJsonObject(schema) || Object.keys(schema).length === 0) return null;
  const [flaw] = problemsOfSchema(schema);
  if (flaw !== undefined) return { kind: "schema", reason: `Invalid schema: ${flaw.message}` };
  const reason = reasonFor(schema);
  return reason === null ? null : { kind: "variables", reason };
}

function reasonOf(schema: JsonObject, variables: JsonObject, ignoresRequired: boolean): string | null {
  const repaired = repairSchema(schema, { allowsNullWithDefault: true });
  return describeProblems(validateValue(repaired, variables, { ignoresRequired }));
}

function isSound(schema: JsonObject, name: string, value: unknown): boolean {
  return validateValue(schema, { [name]: value }, { ignoresRequired: true }).length === 0;
}

function defaultsOf(schema: JsonObject, blocks: BlockData): [name: string, value: unknown][] {
  return fieldsOf(schema).flatMap(([name, field]): [string, unknown][] => {
    if (!("default" in field)) return [];
    const reference = referenceOf(field["default"]);
    if (reference === null) return [[name, field["default"]]];
    const { blockId } = reference;
    return typeof blockId === "string" && blocks.has(blockId) ? [[name, blocks.get(blockId)]] : [];
  });
}

function fieldsOf(schema: unknown): [name: string, field: JsonObject][] {
  const fields = isJsonObject(schema) && isJsonObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  return fields.flatMap(([name, field]): [string, JsonObject][] => (isJsonObject(field) ? [[name, field]] : []));
}

function referenceOf(value: unknown): { readonly blockId: unknown } | null {
  if (!isJsonObject(value) || !("$ref" in value)) return null;
  return { blockId: isJsonObject(value["$ref"]) ? value["$ref"]["block_document_id"] : undefined };
}
