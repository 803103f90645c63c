import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { type DescribedParameters, parameterSchema } from "./parameter-schema.ts";

const ROOT = "Parameters";

/**
 * The JSON Schema that a flow's own schema (zod, or another with Standard JSON Schema) writes of itself, in Prefect's form:
 * definitions where Prefect's forms look for them, no limits that only say that numbers are numbers.
 */
export function parametersFromJsonSchema(schema: JsonObject): DescribedParameters {
  const root = followRoot(schema);
  if (!isJsonObject(root["properties"])) {
    const warnings = ["The flow's schema is not that of one object, so its parameters accept anything."];
    return { schema: parameterSchema([], {}, true), warnings };
  }
  const required = new Set(Array.isArray(root["required"]) ? root["required"] : []);
  const parameters = Object.entries(root["properties"]).map(([name, field]) => ({
    name,
    isRequired: required.has(name),
    schema: rewritten(field),
  }));
  const takesOthers = root["additionalProperties"] !== undefined && root["additionalProperties"] !== false;
  return { schema: parameterSchema(parameters, definitionsOf(schema, root), takesOthers), warnings: [] };
}

/** A schema that mentions itself may stand among its own definitions. */
function followRoot(schema: JsonObject): JsonObject {
  const name = typeof schema["$ref"] === "string" ? /^#\/\$defs\/(.+)$/.exec(schema["$ref"])?.[1] : undefined;
  const defined = name === undefined || !isJsonObject(schema["$defs"]) ? undefined : schema["$defs"][name];
  return isJsonObject(defined) ? defined : schema;
}

function definitionsOf(schema: JsonObject, root: JsonObject): Record<string, JsonObject> {
  const defined = isJsonObject(schema["$defs"]) ? schema["$defs"] : {};
  const definitions = Object.entries(defined).map(([name, definition]) => [name, rewritten(definition)] as const);
  const { $defs: _defs, $schema: _schema, ...own } = root;
  const mentionsRoot = JSON.stringify(schema).includes('"$ref":"#"');
  return Object.fromEntries(mentionsRoot ? [...definitions, [ROOT, rewritten(own)]] : definitions);
}

function rewritten(value: unknown): JsonObject {
  const schema = rewrite(value);
  return isJsonObject(schema) ? schema : {};
}

function rewrite(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewrite);
  if (!isJsonObject(value)) return value;
  if (Array.isArray(value["type"])) return rewrite(asChoice(value, value["type"]));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (isEmptyLimit(key, inner) || key === "propertyNames") return [];
      // What is data is left as it is.
      if (key === "default" || key === "const" || key === "enum" || key === "examples") return [[key, inner]];
      return [[key, key === "$ref" && typeof inner === "string" ? reference(inner) : rewrite(inner)]];
    }),
  );
}

/** `type: ["string", "null"]`: forms know a choice only as `anyOf`. */
function asChoice(schema: JsonObject, types: readonly unknown[]): JsonObject {
  const { type: _type, title, description, default: fallback, ...limits } = schema;
  const kept = Object.entries({ title, description, default: fallback }).filter(([, value]) => value !== undefined);
  const anyOf = types.map((type) => (type === "null" ? { type } : { type, ...limits }));
  return { ...Object.fromEntries(kept), anyOf };
}

function isEmptyLimit(key: string, value: unknown): boolean {
  return (
    (key === "minimum" && value === Number.MIN_SAFE_INTEGER) || (key === "maximum" && value === Number.MAX_SAFE_INTEGER)
  );
}

function reference(path: string): string {
  return path === "#" ? `#/definitions/${ROOT}` : path.replace(/^#\/\$defs\//, "#/definitions/");
}
