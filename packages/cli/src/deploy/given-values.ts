import { TuttiError } from "@tutti/core/errors";
import type { JsonObject } from "@tutti/core/json-object";
import { nameAndText, readAssignments, readJsonObject } from "../json-input.ts";

/** `--params`, or every `--param key=value`. Throws `invalid_usage`. */
export function givenParameters(params: string | null, param: readonly string[]): JsonObject {
  if (params !== null && param.length > 0) {
    throw new TuttiError("invalid_usage", "--param and --params cannot be given both.");
  }
  return params === null ? readAssignments(param, "--param") : readJsonObject(params, "--params");
}

/** Every `--job-variable`: `name=value`, whose value is a text, or a JSON object of several. Throws `invalid_usage`. */
export function givenJobVariables(variables: readonly string[]): JsonObject {
  const layers = variables.map((given): JsonObject => {
    if (given.trimStart().startsWith("{")) return readJsonObject(given, "--job-variable");
    return Object.fromEntries([nameAndText(given, "--job-variable")]);
  });
  return Object.fromEntries(layers.flatMap((layer) => Object.entries(layer)));
}
