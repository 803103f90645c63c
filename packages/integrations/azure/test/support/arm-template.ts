import { isJsonObject, type JsonObject } from "@tutti/core/json-object";

/** What Azure finds wrong with a template. */
export class TemplateError extends Error {}

/**
 * The resources of a template with its expressions worked out: those that Prefect's template has. A text in brackets is one,
 * unless another bracket stands before it.
 */
export function resourcesOf(template: JsonObject, given: JsonObject): readonly JsonObject[] {
  const { parameters, resources } = template;
  if (!isJsonObject(parameters) || !Array.isArray(resources)) throw new TemplateError("no parameters or no resources");
  const stray = Object.keys(given).find((name) => !Object.hasOwn(parameters, name));
  if (stray !== undefined) throw new TemplateError(`The template has no parameter ${stray}`);
  const values = Object.entries(parameters).map(([name, parameter]): [string, unknown] => {
    const said = given[name] ?? parameter;
    if (!isJsonObject(said)) throw new TemplateError(`The parameter ${name} is no object`);
    return [name, filled(said["value"] ?? said["defaultValue"], new Map())];
  });
  return resources.map((resource) => {
    const whole = filled(resource, new Map(values));
    if (!isJsonObject(whole)) throw new TemplateError("a resource is no object");
    return whole;
  });
}

function filled(value: unknown, parameters: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, parameters));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, parameters)]));
  }
  if (typeof value !== "string" || !value.startsWith("[") || !value.endsWith("]")) return value;
  if (value.startsWith("[[")) return value.slice(1);
  if (value === "[resourceGroup().location]") return "westeurope";
  if (value === "[uniqueString(resourceGroup().id)]") return "abcdefghijklm";
  const [, name] = /^\[parameters\('(\w+)'\)\]$/.exec(value) ?? [];
  if (name === undefined || !parameters.has(name))
    throw new TemplateError(`Unable to parse language expression '${value}'`);
  return parameters.get(name);
}
