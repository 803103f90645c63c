import { describeProblems } from "../json-schema/describe-problem.ts";
import { SchemaError } from "../json-schema/problem.ts";
import { repairSchema } from "../json-schema/repair-schema.ts";
import { problemsOfSchema } from "../json-schema/schema-of-schemas.ts";
import { validateValue, type ValidationOptions } from "../json-schema/validate.ts";
import type { JsonObject } from "../json-object.ts";

/** What a schema says against parameters; `circular` when it cannot be followed to an end. */
export type ParameterVerdict =
  | { readonly kind: "fine" }
  | { readonly kind: "wrong" | "circular"; readonly reason: string };

export const CIRCULAR = "Invalid schema: Unable to validate schema with circular references.";

export function checkParameters(
  schema: JsonObject,
  parameters: unknown,
  options: ValidationOptions = {},
): ParameterVerdict {
  return verdictOf(() => validateValue(repairSchema(schema), parameters, options));
}

/** The same of a deployment that is created: its schema is taken at its word, and must be one. */
export function checkDeclaration(schema: JsonObject, parameters: unknown): ParameterVerdict {
  const [flaw] = problemsOfSchema(schema);
  if (flaw !== undefined) {
    const reason = `The provided schema is not a valid json schema. Schema error: ${flaw.message}`;
    return { kind: "wrong", reason };
  }
  return verdictOf(() => validateValue(schema, parameters, { ignoresRequired: true }));
}

function verdictOf(validate: () => ReturnType<typeof validateValue>): ParameterVerdict {
  try {
    const reason = describeProblems(validate());
    return reason === null ? { kind: "fine" } : { kind: "wrong", reason };
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    if (error.isCircular) return { kind: "circular", reason: CIRCULAR };
    return { kind: "wrong", reason: `Validation failed. Failure reason: ${error.message}` };
  }
}
