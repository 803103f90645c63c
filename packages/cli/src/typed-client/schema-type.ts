import { isJsonObject, type JsonObject } from "@tutti/core/json-object";

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: "string",
  integer: "number",
  number: "number",
  boolean: "boolean",
  null: "null",
};

/** Deeper than this, and where a definition names itself, a value may be anything. */
const DEPTH_MAX = 8;

/** Pure: the type of TypeScript that a JSON schema describes, as far as types can say it. */
export function schemaType(schema: unknown, root: JsonObject, depth = 0): string {
  if (!isJsonObject(schema) || depth > DEPTH_MAX) return "unknown";
  if (typeof schema["$ref"] === "string") return schemaType(definition(schema["$ref"], root), root, depth + 1);
  if ("const" in schema) return literal(schema["const"]);
  if (Array.isArray(schema["enum"])) return union(schema["enum"].map(literal));
  for (const key of ["anyOf", "oneOf"]) {
    const options: unknown = schema[key];
    if (Array.isArray(options)) return union(options.map((option) => schemaType(option, root, depth + 1)));
  }
  const parts: unknown = schema["allOf"];
  if (Array.isArray(parts)) return parts.map((part) => parenthesised(schemaType(part, root, depth + 1))).join(" & ");
  const { type } = schema;
  if (Array.isArray(type)) return union(type.map((one) => typeOf(String(one), schema, root, depth)));
  return typeof type === "string" ? typeOf(type, schema, root, depth) : "unknown";
}

function typeOf(type: string, schema: JsonObject, root: JsonObject, depth: number): string {
  if (type === "array") return arrayType(schema, root, depth);
  if (type === "object") return objectType(schema, root, depth);
  return PRIMITIVES[type] ?? "unknown";
}

function arrayType({ prefixItems, items }: JsonObject, root: JsonObject, depth: number): string {
  if (Array.isArray(prefixItems)) {
    return `readonly [${prefixItems.map((item) => schemaType(item, root, depth + 1)).join(", ")}]`;
  }
  return `readonly ${parenthesised(schemaType(items, root, depth + 1))}[]`;
}

function objectType(schema: JsonObject, root: JsonObject, depth: number): string {
  const { properties, additionalProperties } = schema;
  if (isJsonObject(properties) && Object.keys(properties).length > 0) {
    const fields = fieldsOf(schema).map(
      ({ name, isNeeded, schema: own }) =>
        `readonly ${propertyName(name)}${isNeeded ? "" : "?"}: ${schemaType(own, root, depth + 1)}`,
    );
    return `{ ${fields.join("; ")} }`;
  }
  const values = isJsonObject(additionalProperties) ? schemaType(additionalProperties, root, depth + 1) : "unknown";
  return `Readonly<Record<string, ${values}>>`;
}

export interface SchemaField {
  readonly name: string;
  readonly isNeeded: boolean;
  readonly schema: unknown;
}

/** The properties of an object's schema; one with a default may be left out. */
export function fieldsOf({ properties, required }: JsonObject): SchemaField[] {
  const needed = new Set<unknown>(Array.isArray(required) ? required : []);
  return Object.entries(isJsonObject(properties) ? properties : {}).map(([name, schema]) => ({
    name,
    isNeeded: needed.has(name) && !(isJsonObject(schema) && "default" in schema),
    schema,
  }));
}

/** A property's name as it stands in a type. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** `#/definitions/Trip` and `#/$defs/Trip`. */
function definition(reference: string, root: JsonObject): unknown {
  const [, ...words] = reference.split("/");
  return words.reduce<unknown>((at, word) => (isJsonObject(at) ? at[word.replaceAll("~1", "/")] : undefined), root);
}

function literal(value: unknown): string {
  const isPlain = value === null || ["string", "number", "boolean"].includes(typeof value);
  return isPlain ? JSON.stringify(value) : "unknown";
}

function union(types: readonly string[]): string {
  const distinct = [...new Set(types)];
  if (distinct.length === 0 || distinct.includes("unknown")) return "unknown";
  return distinct.map((type) => (distinct.length > 1 ? parenthesised(type) : type)).join(" | ");
}

function parenthesised(type: string): string {
  return /[|&]|^readonly /.test(type) && !type.startsWith("{") ? `(${type})` : type;
}
