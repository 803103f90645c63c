import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { fillPlaceholders } from "@tutti/core/placeholder/fill-placeholders";
import { valueAtPath } from "@tutti/core/placeholder/value-at-path";
import { nested } from "./job-variables.ts";

/** What a pool without a template of its own gives its jobs. */
const PLAIN_TEMPLATE: JsonObject = Object.fromEntries(
  ["command", "env", "labels", "name", "stream_output", "working_dir"].map((name) => [name, `{{ ${name} }}`]),
);

/**
 * A pool's template of jobs with the variables of one job: the defaults of the template's schema, then the job's own. What
 * it names of the server (blocks, variables) still stands in it. What no variable gives a value is left out.
 */
export function filledTemplate(template: JsonObject, variables: JsonObject): JsonObject {
  const configuration = isJsonObject(template["job_configuration"]) ? template["job_configuration"] : PLAIN_TEMPLATE;
  const defaults = defaultsOf(template["variables"]);
  const values: JsonObject = { ...defaults, ...nested(variables) };
  // Variables of the environment add to those of the template, and to its defaults, instead of taking their place.
  const env = [configuration["env"], defaults["env"], values["env"]].filter(isJsonObject);
  const withEnv = env.length === 0 ? configuration : { ...configuration, env: Object.assign({}, ...env) };
  const filled = fillPlaceholders(withEnv, (named) => {
    if (named.kind !== "value") return "keep";
    const value = valueAtPath(values, named.path);
    return value === undefined ? "nothing" : { value };
  });
  return isJsonObject(filled) ? filled : {};
}

function defaultsOf(schema: unknown): JsonObject {
  if (!isJsonObject(schema) || !isJsonObject(schema["properties"])) return {};
  const given = Object.entries(schema["properties"]).flatMap(([name, field]) => {
    const value = isJsonObject(field) ? (field["default"] ?? null) : null;
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}
