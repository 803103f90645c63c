import { isJsonObject, type JsonObject } from "@tutti/core/json-object";

/** A field of a block, as its type's schema describes it. */
export interface BlockField {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** `text`, `number`, `yes or no`, `block of <type>`, `JSON`. */
  readonly kind: string;
  readonly isRequired: boolean;
  /** What it is when nothing is said, as one would type it; null for nothing, and for what is no text, number, yes or no. */
  readonly fallback: string | null;
  readonly isSecret: boolean;
  /** What it may be, where that is a list. */
  readonly choices: readonly string[];
  /** Types of the blocks that may stand here; empty where no block does. */
  readonly blockTypes: readonly string[];
}

/** The fields of a block's schema, in its order. */
export function readFields(schema: JsonObject): BlockField[] {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = texts(schema["required"]);
  const secrets = texts(schema["secret_fields"]);
  const references = isJsonObject(schema["block_schema_references"]) ? schema["block_schema_references"] : {};
  return Object.entries(properties).map(([name, given]) => {
    const property = resolved(isJsonObject(given) ? given : {}, schema);
    const blockTypes = typesOf(references[name]);
    return {
      name,
      title: textOr(property["title"], name),
      description: textOr(property["description"], ""),
      kind: blockTypes.length > 0 ? `block of ${blockTypes.join(" or ")}` : kindOf(property),
      isRequired: required.includes(name),
      fallback: fallbackOf(property["default"]),
      isSecret: isSecret(name, secrets, blockTypes) || property["format"] === "password",
      choices: texts(property["enum"]),
      blockTypes,
    };
  });
}

/** Secrets of a block that stands in the field are that block's; of other values a part makes the whole secret. */
function isSecret(name: string, secrets: readonly string[], blockTypes: readonly string[]): boolean {
  return secrets.some((path) => path === name || (blockTypes.length === 0 && path.startsWith(`${name}.`)));
}

/** A property with what it refers to, or the first of its alternatives that is not null. */
function resolved(property: JsonObject, schema: JsonObject): JsonObject {
  const reference = property["$ref"];
  const definitions = isJsonObject(schema["definitions"]) ? schema["definitions"] : {};
  if (typeof reference === "string") {
    const target = definitions[reference.replace(/^#\/definitions\//, "")];
    return { ...(isJsonObject(target) ? target : {}), ...property };
  }
  const alternatives = [property["anyOf"], property["allOf"]].find(Array.isArray) ?? [];
  const chosen = alternatives.find((item) => isJsonObject(item) && item["type"] !== "null");
  return isJsonObject(chosen) ? { ...resolved(chosen, schema), ...property } : property;
}

function kindOf({ type, enum: choices }: JsonObject): string {
  if (Array.isArray(choices)) return "one of a few";
  if (type === "string") return "text";
  if (type === "integer" || type === "number") return "number";
  return type === "boolean" ? "yes or no" : "JSON";
}

function fallbackOf(value: unknown): string | null {
  if (typeof value === "string") return value === "" ? null : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

function typesOf(reference: unknown): string[] {
  const references = Array.isArray(reference) ? reference : [reference];
  return references.flatMap((item) =>
    isJsonObject(item) && typeof item["block_type_slug"] === "string" ? [item["block_type_slug"]] : [],
  );
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === "string" ? value : fallback;
}
