import type { JsonObject } from "../json-object.ts";
import type { SchemaProblem, ValuePath } from "./problem.ts";

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

export function problem(site: Site, keyword: string, message: string): SchemaProblem[] {
  return [{ path: site.path, keyword, message }];
}
