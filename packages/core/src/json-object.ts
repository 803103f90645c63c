import { isRawNumber } from "./exact-json.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object: no list, and no number that is carried as raw JSON. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isRawNumber(value);
}

/** The object of that key; none when the key is absent, or holds something else. Inherited keys are absent. */
export function objectAt(object: JsonObject, key: string): JsonObject | null {
  const value = Object.hasOwn(object, key) ? object[key] : null;
  return isJsonObject(value) ? value : null;
}
