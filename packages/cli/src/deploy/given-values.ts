import { isObject, type JsonObject } from "@tutti/core/json-schema/walk";
import { TuttiError } from "@tutti/core/errors";

/** `--params`, or every `--param key=value`: a value that is JSON counts as that, anything else as text. */
export function givenParameters(params: string | null, param: readonly string[]): JsonObject {
  if (params !== null && param.length > 0) {
    throw new TuttiError("invalid_usage", "--param and --params cannot be given both.");
  }
  if (params !== null) return jsonObject("--params", params);
  return Object.fromEntries(
    param.map((text) => {
      const [key, value] = keyAndValue("--param", text);
      return [key, jsonOrText(value)];
    }),
  );
}

/** Every `--job-variable`: `key=value`, whose value is a text, or a JSON object of several. */
export function givenJobVariables(variables: readonly string[]): JsonObject {
  return Object.assign(
    {},
    ...variables.map((text) =>
      text.trimStart().startsWith("{")
        ? jsonObject("--job-variable", text)
        : Object.fromEntries([keyAndValue("--job-variable", text)]),
    ),
  ) as JsonObject;
}

function keyAndValue(option: string, text: string): readonly [key: string, value: string] {
  const at = text.indexOf("=");
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new TuttiError("invalid_usage", `${option} is written key=value, not ${text}.`);
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function jsonObject(option: string, text: string): JsonObject {
  const value = jsonOrText(text);
  if (isObject(value)) return value;
  throw new TuttiError("invalid_usage", `${option} must be a JSON object, not ${text}.`);
}
