import { TuttiError } from "@tutti/core/errors";
import { describeProblems } from "@tutti/core/json-schema/describe-problem";
import { SchemaError } from "@tutti/core/json-schema/problem";
import { repairSchema } from "@tutti/core/json-schema/repair-schema";
import { validateValue } from "@tutti/core/json-schema/validate";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import type { BlockField } from "./block-fields.ts";

/** Throws `invalid_usage` for a value that its field does not take; of one that is secret nothing is quoted. */
export function checkValues(data: JsonObject, schema: JsonObject, fields: readonly BlockField[]): void {
  for (const field of fields) {
    const value = data[field.name];
    if (value === undefined || isReference(value)) continue;
    const problem = problemOf(field.name, value, schema);
    if (problem === null) continue;
    const isTelling = !field.isSecret && !problem.includes("valid under none");
    const why = isTelling ? problem : `it must be ${field.kind}`;
    throw new TuttiError("invalid_usage", `The field ${field.name} does not take this: ${why}. Nothing was saved.`);
  }
}

function isReference(value: unknown): boolean {
  return isJsonObject(value) && "$ref" in value;
}

/** A schema that is none itself, or leads in circles, refuses nothing. */
function problemOf(name: string, value: unknown, schema: JsonObject): string | null {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const own = { definitions: schema["definitions"] ?? {}, type: "object", properties: { [name]: properties[name] } };
  try {
    const problems = validateValue(repairSchema(own), { [name]: value }, { ignoresRequired: true });
    return (
      describeProblems(problems)
        ?.replace(/^.*Failure reason: /s, "")
        .replace(/\.$/, "") ?? null
    );
  } catch (error) {
    if (error instanceof SchemaError) return null;
    throw error;
  }
}
