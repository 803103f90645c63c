import { z } from "zod";
import { plainNumber } from "../exact-json.ts";
import { parseInstant } from "../instant.ts";

/** Any UUID, lower-cased: ids are compared as text. */
export const uuid = z.guid().transform((id) => id.toLowerCase());

/** A date-time in a request: parsed to an `Instant`. Prefect's workers send it with a space for the `T`. */
export const instantInput = z
  .string()
  .transform((text, context) => {
    const at = parseInstant(text);
    if (at === null) {
      context.addIssue({ code: "custom", message: "Input should be a valid datetime" });
      return z.NEVER;
    }
    return at;
  })
  .meta({ format: "date-time" });

/** A date-time in a response: ISO 8601 in UTC. */
export const dateTime = z.string().meta({ format: "date-time" });

/** A number in a request; literals carried as raw JSON (`5.0`) are unwrapped. */
export const number = z.preprocess(plainNumber, z.number());
export const integer = z.preprocess(plainNumber, z.int());

export function integerBetween(minimum: number, maximum: number) {
  return z.preprocess(plainNumber, z.int().min(minimum).max(maximum));
}

export function numberBetween(minimum: number, maximum: number) {
  return z.preprocess(plainNumber, z.number().min(minimum).max(maximum));
}

export function numberAbove(minimum: number) {
  return z.preprocess(plainNumber, z.number().gt(minimum));
}

/** Opaque JSON: stored and returned as it came. */
export const opaque = z.unknown();
export const opaqueObject = z.record(z.string(), z.unknown());

/** Prefect's key-value labels: flat. */
export const labels = z.record(z.string(), z.union([z.boolean(), z.preprocess(plainNumber, z.number()), z.string()]));

export const objectName = z.string().regex(/^[^/%&><]+$/);
export const tags = z.array(z.string());

/** An optional body key for which an explicit `null` means its default. */
export function orDefault<S extends z.ZodType, D>(schema: S, fallback: D) {
  return schema
    .nullish()
    .transform((value): z.output<S> | D => (value === undefined || value === null ? fallback : value));
}

/** `limit` of list routes: 0 to 200, default 200. */
export const pageLimit = orDefault(integerBetween(0, 200), 200);
export const pageOffset = orDefault(integerBetween(0, Number.MAX_SAFE_INTEGER), 0);
export const pageNumber = orDefault(integerBetween(1, Number.MAX_SAFE_INTEGER), 1);
/** `limit` of bulk routes: 1 to 50, default 50. */
export const bulkLimit = orDefault(integerBetween(1, 50), 50);

/** Fields that every stored object carries. */
export const stored = { id: uuid, created: dateTime.nullable(), updated: dateTime.nullable() };

export function page<S extends z.ZodType>(item: S) {
  return z.object({ results: z.array(item), count: z.int(), limit: z.int(), pages: z.int(), page: z.int() });
}
