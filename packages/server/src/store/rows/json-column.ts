import { parseExact } from "@tutti/core/exact-json";
import type { JsonText } from "../tables.ts";

/** What a JSON column holds. The caller names the type: only parsed requests are ever stored. */
export function fromJson<T>(text: JsonText): T {
  return parseExact(text) as T;
}

export function toJson(value: unknown): JsonText {
  return JSON.stringify(value) ?? "null";
}

/** For columns where SQL's NULL stands for "none". */
export function toJsonOrNull(value: unknown): JsonText | null {
  return value === undefined || value === null ? null : toJson(value);
}
