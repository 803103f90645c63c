import { isJsonObject, type JsonObject, objectAt } from "../json-object.ts";

const PREFIX = "#/definitions/";

/** Every `$ref` below a value that is a text, in the order found. */
export function referencedKeys(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencedKeys);
  if (!isJsonObject(value)) return [];
  const own = Object.hasOwn(value, "$ref") ? value["$ref"] : null;
  const key = typeof own === "string" ? [own.replaceAll(PREFIX, "")] : [];
  return [...key, ...Object.values(value).flatMap(referencedKeys)];
}

/** The definitions that `value` refers to, themselves or through each other, and that are no blocks. */
export function nonBlockDefinitions(value: unknown, definitions: JsonObject): JsonObject {
  const found = new Map<string, JsonObject>();
  const pending = referencedKeys(value);
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    const definition = objectAt(definitions, key);
    if (found.has(key) || definition === null || isEmpty(definition) || isBlock(definition)) continue;
    found.set(key, definition);
    pending.push(...referencedKeys(definition));
  }
  return Object.fromEntries(found);
}

export function isEmpty(object: JsonObject): boolean {
  return Object.keys(object).length === 0;
}

function isBlock(definition: JsonObject): boolean {
  return Object.hasOwn(definition, "block_type_slug") && definition["block_type_slug"] !== null;
}
