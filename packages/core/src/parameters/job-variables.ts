import { describeProblems } from "../json-schema/describe-problem.ts";
import { repairSchema } from "../json-schema/repair-schema.ts";
import { problemsOfSchema } from "../json-schema/schema-of-schemas.ts";
import { validateValue } from "../json-schema/validate.ts";
import { isObject, type JsonObject } from "../json-schema/walk.ts";

/** What is wrong with the variables of a job, or with the schema its pool has for them; null when nothing is. */
export type JobVariableFlaw = { readonly kind: "schema" | "variables"; readonly reason: string } | null;

/**
 * Judges the variables that a job would have: the defaults of the pool's template, then each layer over the ones before. A
 * default that is wrong by itself is left aside, and then nothing counts as missing.
 */
export function checkJobVariables(
  template: JsonObject,
  layers: readonly JsonObject[],
  options: { readonly ignoresRequired: boolean },
): JobVariableFlaw {
  const schema = template["variables"];
  if (!isObject(schema) || Object.keys(schema).length === 0) return null;
  const [flaw] = problemsOfSchema(schema);
  if (flaw !== undefined) return { kind: "schema", reason: `Invalid schema: ${flaw.message}` };
  const { defaults, isComplete } = defaultsOf(schema);
  const variables = Object.assign({}, defaults, ...layers) as JsonObject;
  const repaired = repairSchema(schema, { allowsNullWithDefault: true });
  const ignoresRequired = options.ignoresRequired || !isComplete;
  const reason = describeProblems(validateValue(repaired, variables, { ignoresRequired }));
  return reason === null ? null : { kind: "variables", reason };
}

function defaultsOf(schema: JsonObject): { readonly defaults: JsonObject; readonly isComplete: boolean } {
  const fields = isObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  const given = fields.flatMap(([name, field]) =>
    isObject(field) && "default" in field ? [[name, field["default"]] as const] : [],
  );
  const sound = given.filter(
    ([name, value]) =>
      !isBlockReference(value) && validateValue(schema, { [name]: value }, { ignoresRequired: true }).length === 0,
  );
  return { defaults: Object.fromEntries(sound), isComplete: sound.length === given.length };
}

/** What the block holds is only known when the job starts. */
function isBlockReference(value: unknown): boolean {
  return isObject(value) && "$ref" in value;
}
