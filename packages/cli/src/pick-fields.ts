import { didYouMean } from "@tutti/client/closest";
import { TuttiError } from "@tutti/core/errors";

/** An object, or each of a list, with these fields alone, in this order. Throws `invalid_usage` for one that it has not. */
export function withFields(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => withFields(item, fields));
  if (typeof value !== "object" || value === null) return value;
  const known: Record<string, unknown> = { ...value };
  return Object.fromEntries(
    fields.map((field) => {
      if (Object.hasOwn(known, field)) return [field, known[field]];
      const names = Object.keys(known);
      throw new TuttiError(
        "invalid_usage",
        `There is no field ${field}.${didYouMean(field, names)} There are ${names.join(", ")}.`,
      );
    }),
  );
}
