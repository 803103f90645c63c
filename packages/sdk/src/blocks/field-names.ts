import { isJsonObject, type JsonObject } from "@tutti/core/json-object";

// Fields are camelCase in code and snake_case on the wire (decision 21): those that a schema names, at any depth. Keys
// that are the user's own, as in a record of headers, stay as they are.

/** `awsAccessKeyId` → `aws_access_key_id`; what is snake_case already stays. */
export function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? "" : "_"}${letter.toLowerCase()}`);
}

/** `aws_access_key_id` → `awsAccessKeyId`. */
export function codeName(name: string): string {
  return name.replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** A schema whose properties are named as on the wire. */
export function wireSchema(schema: JsonObject): JsonObject {
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] => {
    if (key === "properties" && isJsonObject(value)) return [key, wireProperties(value)];
    if (key === "required" && Array.isArray(value)) return [key, value.map((name) => wireName(String(name)))];
    if (key === "default" || key === "enum" || key === "examples" || key === "const") return [key, value];
    if (Array.isArray(value)) return [key, value.map((item) => (isJsonObject(item) ? wireSchema(item) : item))];
    return [key, isJsonObject(value) ? wireSchema(value) : value];
  });
  return Object.fromEntries(entries);
}

function wireProperties(properties: JsonObject): JsonObject {
  const named = Object.entries(properties).map(([name, value]): [string, unknown] => [
    wireName(name),
    isJsonObject(value) ? wireSchema(value) : value,
  ]);
  return Object.fromEntries(named);
}

/** What becomes of a key and of a value on its way between code and wire. */
export interface Renaming {
  readonly rename: (name: string) => string;
  /** Takes values with a meaning of their own: secrets, blocks. Undefined for all others. */
  readonly replace: (value: unknown, schema: JsonObject, path: readonly string[]) => unknown;
  /** Whether a key is left out for what it holds. */
  readonly isLeftOut?: (value: unknown, schema: JsonObject) => boolean;
}

/** A value with the keys that its schema (in code's names) knows renamed. `rename` gives a schema's name its new one. */
export function renamed(value: unknown, schema: JsonObject, how: Renaming, path: readonly string[] = []): unknown {
  const replaced = how.replace(value, schema, path);
  if (replaced !== undefined) return replaced;
  if (Array.isArray(value)) {
    const items = schemaAt(schema, "items");
    return value.map((item, index) => renamed(item, items, how, [...path, String(index)]));
  }
  if (!isJsonObject(value) || (value.constructor !== Object && Object.getPrototypeOf(value) !== null)) return value;
  const properties = schemaAt(schema, "properties");
  const others = schemaAt(schema, "additionalProperties");
  const known = new Map(
    Object.keys(properties).flatMap((name) => [[name, name] as const, [wireName(name), name] as const]),
  );
  const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    const name = known.get(key);
    const inner = name === undefined ? others : schemaAt(properties, name);
    if (name !== undefined && how.isLeftOut?.(item, inner) === true) return [];
    return [[name === undefined ? key : how.rename(name), renamed(item, inner, how, [...path, key])]];
  });
  return Object.fromEntries(entries);
}

/** The part of a schema under a key, or of the first of its alternatives that has one. */
export function schemaAt(schema: JsonObject, key: string): JsonObject {
  const own = schema[key];
  if (isJsonObject(own)) return own;
  for (const word of ["anyOf", "oneOf", "allOf"]) {
    const alternatives = schema[word];
    if (!Array.isArray(alternatives)) continue;
    for (const alternative of alternatives) {
      const found = isJsonObject(alternative) ? schemaAt(alternative, key) : {};
      if (Object.keys(found).length > 0) return found;
    }
  }
  return {};
}

/** Whether a schema has null among its values. */
export function allowsNull(schema: JsonObject): boolean {
  const { type, anyOf, oneOf } = schema;
  if (type === "null" || (Array.isArray(type) && type.includes("null"))) return true;
  const alternatives = [anyOf, oneOf].find(Array.isArray);
  if (alternatives !== undefined) return alternatives.some((item) => isJsonObject(item) && allowsNull(item));
  return type === undefined && !("enum" in schema) && !("const" in schema);
}
