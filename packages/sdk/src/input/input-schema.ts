import { TuttiError } from "@tutti/core/errors";
import { isRecord } from "../results/inline-json.ts";
import { describeIssues, type StandardSchema } from "../standard-schema.ts";

/** A schema of what is asked for, as it is told to those who answer, and what its answers become. */
export interface InputSchema {
  readonly json: Record<string, unknown>;
  /** What fits is the answer's only field, `value`: an answer is always an object. So Prefect asks for a number. */
  readonly isWrapped: boolean;
}

/** As the schema itself writes it (Standard JSON Schema); one that cannot is said to take anything. */
export function inputSchema(schema: StandardSchema, title: string): InputSchema {
  const written = writtenSchema(schema);
  if (written === null || written["type"] === "object" || Array.isArray(written["anyOf"])) {
    return { json: { title, type: "object", ...written }, isWrapped: false };
  }
  const { $schema, $defs, ...value } = written;
  const json = {
    ...($schema === undefined ? {} : { $schema }),
    title,
    type: "object",
    properties: { value: { title: "Value", ...value } },
    required: ["value"],
    ...($defs === undefined ? {} : { $defs }),
  };
  return { json, isWrapped: true };
}

/** The answer as the schema gives it. Rejects with `invalid_input`. */
export async function checkInput<T>(schema: StandardSchema<unknown, T>, value: unknown): Promise<T> {
  const result = await schema["~standard"].validate(value);
  if (result.issues !== undefined) throw new TuttiError("invalid_input", describeIssues(result.issues));
  return result.value;
}

/** The JSON schema of what is given to it; null where the schema's library writes none. */
export function writtenSchema(schema: StandardSchema): Record<string, unknown> | null {
  const standard: object = schema["~standard"];
  const jsonSchema: unknown = "jsonSchema" in standard ? standard.jsonSchema : null;
  const write = isRecord(jsonSchema) ? jsonSchema["input"] : undefined;
  if (typeof write !== "function") return null;
  const libraryOptions = { unrepresentable: "any", override: writeDate };
  const written: unknown = Reflect.apply(write, jsonSchema, [{ target: "draft-2020-12", libraryOptions }]);
  return isRecord(written) ? written : null;
}

/** zod has no JSON form for a Date, and calls this for each part of a schema. */
function writeDate(part: unknown): void {
  if (!isRecord(part) || !isRecord(part["jsonSchema"])) return;
  const { zodSchema }: { zodSchema?: { _zod?: { def?: { type?: unknown } } } } = part;
  if (zodSchema?._zod?.def?.type === "date") Object.assign(part["jsonSchema"], { type: "string", format: "date-time" });
}
