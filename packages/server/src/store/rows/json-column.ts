import { parseExact } from "@tutti/core/exact-json";
import type { JsonText } from "../tables/stored.ts";

/** The value, with the numbers that JavaScript would write differently kept as raw JSON. */
export function fromJson<T>(text: JsonText<T>): T {
  return parseExact(text) as T;
}

export function toJson<T>(value: T): JsonText<T> {
  return (JSON.stringify(value) ?? "null") as JsonText<T>;
}

/** For columns where SQL's NULL stands for "none". */
export function toJsonOrNull<T>(value: T | null | undefined): JsonText<T> | null {
  return value === undefined || value === null ? null : toJson(value);
}

/** JSON that stands as text already. */
export function asJson<T>(text: string): JsonText<T> {
  return text as JsonText<T>;
}
