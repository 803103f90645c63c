import { Validator } from "@cfworker/json-schema";
import { components, type Operation } from "./operations.ts";
import type { Schema } from "./schema-values.ts";

/** Statuses that any operation may answer with, for reasons that are not its own. */
const GENERAL = new Set([400, 403, 404, 405, 413, 415, 422]);

const validators = new Map<Schema, Validator>();

/** What is wrong with a reply, or null: a failure of the server, a status or a body that the document does not tell of. */
export function replyProblem(operation: Operation, status: number, body: string): string | null {
  if (status >= 500) return `answers ${status}: ${body.slice(0, 500)}`;
  const schema = operation.replies.get(status);
  if (schema === undefined) {
    return GENERAL.has(status)
      ? errorProblem(status, body)
      : `answers ${status}, which is not documented: ${body.slice(0, 500)}`;
  }
  if (schema === null) return null;
  const { valid, errors } = validatorOf(schema).validate(JSON.parse(body));
  const [first] = errors.toReversed();
  return valid ? null : `answers ${status} with ${first?.instanceLocation}: ${first?.error}, in ${body.slice(0, 500)}`;
}

function errorProblem(status: number, body: string): string | null {
  const parsed: unknown = JSON.parse(body);
  const isTold = typeof parsed === "object" && parsed !== null && ("detail" in parsed || "exception_message" in parsed);
  return isTold ? null : `answers ${status} without saying why: ${body.slice(0, 500)}`;
}

function validatorOf(schema: Schema): Validator {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const whole = JSON.stringify({ ...schema, $defs: components }).replaceAll("#/components/schemas/", "#/$defs/");
  const made = new Validator(JSON.parse(whole) as object, "2020-12", true);
  validators.set(schema, made);
  return made;
}
