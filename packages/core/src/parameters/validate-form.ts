import { SchemaError } from "../json-schema/problem.ts";
import { problemTree, type ProblemNode } from "../json-schema/problem-tree.ts";
import { repairSchema } from "../json-schema/repair-schema.ts";
import { problemsOfSchema } from "../json-schema/schema-of-schemas.ts";
import { validateValue } from "../json-schema/validate.ts";
import type { JsonObject } from "../json-object.ts";
import { CIRCULAR } from "./check-parameters.ts";
import { hydrate, type HydrationContext } from "./hydrate.ts";

export type FormVerdict = { readonly errors: ProblemNode[] } | { readonly refusal: string };

/** What is wrong with the values of a form, by field; a refusal when the schema is none. */
export function validateForm(schema: JsonObject, values: JsonObject, context: HydrationContext): FormVerdict {
  const repaired = repairSchema(schema);
  try {
    const [flaw] = problemsOfSchema(repaired);
    if (flaw !== undefined) return { refusal: `Invalid schema: ${flaw.message}` };
    return { errors: problemTree(validateValue(repaired, hydrate(values, context), { checksFormats: true })) };
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    return { refusal: error.isCircular ? CIRCULAR : `Invalid schema: ${error.message}` };
  }
}
