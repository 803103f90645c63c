import type { JsonObject } from "@tutti/core/json-object";

/** The JSON Schema of a flow's parameters, in the form that Prefect's deployments carry and its forms understand. */
export interface ParameterSchema {
  readonly title: "Parameters";
  readonly type: "object";
  readonly properties: Readonly<Record<string, JsonObject>>;
  readonly required?: readonly string[];
  readonly definitions?: Readonly<Record<string, JsonObject>>;
  /** There where the flow takes parameters of any name. */
  readonly additionalProperties?: true;
}

export interface DescribedParameters {
  readonly schema: ParameterSchema;
  /** What could not be expressed, and is accepted as anything: a sentence each. */
  readonly warnings: readonly string[];
}

/** One parameter, before it has its place among the others. */
export interface Parameter {
  readonly name: string;
  readonly schema: JsonObject;
  readonly isRequired: boolean;
}

/** Puts parameters in order into one schema; the form shows them by `position`. */
export function parameterSchema(
  parameters: readonly Parameter[],
  definitions: Readonly<Record<string, JsonObject>> = {},
  takesOthers = false,
): ParameterSchema {
  const properties = parameters.map(({ name, schema }, position) => [name, { title: name, position, ...schema }]);
  const required = parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    title: "Parameters",
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
    ...(Object.keys(definitions).length === 0 ? {} : { definitions }),
    ...(takesOthers ? { additionalProperties: true } : {}),
  };
}
