import { isRawNumber } from "../exact-json.ts";
import type { Path } from "./placeholder.ts";

/** What stands at the path; undefined when nothing does. A number counts from the end of a list when it is negative. */
export function valueAtPath(value: unknown, path: Path): unknown {
  let found = value;
  for (const key of path) {
    found = Array.isArray(found) ? itemAt(found, key) : entryNamed(found, key);
    if (found === undefined) return undefined;
  }
  return found;
}

function itemAt(list: readonly unknown[], key: string): unknown {
  return /^-?\d+$/.test(key) ? list.at(Number(key)) : undefined;
}

function entryNamed(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || isRawNumber(value) || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
