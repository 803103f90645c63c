import type { JsonObject } from "@tutti/core/json-object";
import { describeProblems } from "@tutti/core/json-schema/describe-problem";
import { SchemaError } from "@tutti/core/json-schema/problem";
import { validateValue } from "@tutti/core/json-schema/validate";

/**
 * Why what a run asks for does not take this value under this name; null when it does. A schema that is none itself, or leads in
 * circles, refuses nothing here: the server has the last word.
 */
export function inputProblem(name: string, value: unknown, schema: JsonObject): string | null {
  try {
    const problems = validateValue(schema, { [name]: value }, { ignoresRequired: true });
    return describeProblems(problems)?.replace(/^.*Failure reason: /s, "") ?? null;
  } catch (error) {
    if (error instanceof SchemaError) return null;
    throw error;
  }
}
