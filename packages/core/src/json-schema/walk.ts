import { isRawNumber } from "../exact-json.ts";
import type { SchemaProblem, ValuePath } from "./problem.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** A visit of a value with a schema: what keywords are judged with. */
export interface Site {
  readonly schema: JsonObject;
  readonly path: ValuePath;
  /** What a schema says against a value, here or deeper. */
  descend(schema: unknown, value: unknown, path?: ValuePath): SchemaProblem[];
  /** The schema that a reference names. */
  resolve(reference: string): unknown;
  readonly checksFormats: boolean;
}

/** One keyword: what it says against the value, given its argument. */
export type Keyword = (argument: unknown, value: unknown, site: Site) => SchemaProblem[];

/** A number that is kept as its text is an object to the language, and none to JSON. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isRawNumber(value);
}

export function problem(site: Site, keyword: string, message: string): SchemaProblem[] {
  return [{ path: site.path, keyword, message }];
}
