import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { fieldsOf, propertyName, schemaType } from "./schema-type.ts";

/** What is known of a deployment. */
export interface TypedDeployment {
  /** `main-flow/nightly` */
  readonly name: string;
  readonly description: string | null;
  readonly parameters: JsonObject;
  /** The schema of its pool's job variables; null without a pool. */
  readonly jobVariables: JsonObject | null;
}

const HEAD = `// Written by \`tutti sdk generate\`, and by nobody else: it is written anew when deployments change.

import { type DeploymentRun, runDeployment, type RunDeploymentOptions } from "tutti";

type Options<JobVariables> = Omit<RunDeploymentOptions, "parameters" | "jobVariables"> & {
  readonly jobVariables?: JobVariables;
};
`;

/** Pure: a module that runs each deployment by name, with the types of its parameters and of its pool's job variables. */
export function renderClient(deployments: readonly TypedDeployment[]): string {
  const names = deployments.map(({ name }) => JSON.stringify(name));
  const type = names.length === 0 ? "never" : names.map((name) => `\n  | ${name}`).join("");
  const entries = deployments.map(renderEntry).join("");
  return `${HEAD}
export type DeploymentName = ${type};

export const deployments = {${entries === "" ? "" : `\n${entries}`}};
`;
}

function renderEntry({ name, description, parameters, jobVariables }: TypedDeployment): string {
  const fields = fieldsOf(parameters);
  const isNeeded = fields.some((field) => field.isNeeded);
  const given = fields.map(
    (field) =>
      `${docOf(field.schema, "      ")}      readonly ${propertyName(field.name)}${field.isNeeded ? "" : "?"}: ${schemaType(field.schema, parameters)};\n`,
  );
  const type = fields.length === 0 ? "Readonly<Record<string, unknown>>" : `{\n${given.join("")}    }`;
  const variables = jobVariables === null ? "Readonly<Record<string, unknown>>" : partial(jobVariables);
  const doc = description === null || description.trim() === "" ? "" : comment(description, "  ");
  return `${doc}  ${JSON.stringify(name)}: (
    parameters: ${type}${isNeeded ? "" : " = {}"},
    options: Options<${variables}> = {},
  ): Promise<DeploymentRun> => runDeployment(${JSON.stringify(name)}, { ...options, parameters: { ...parameters } }),
`;
}

/** Of job variables none is needed: the pool has a default of each. */
function partial(schema: JsonObject): string {
  const fields = fieldsOf(schema).map(
    ({ name, schema: own }) => `readonly ${propertyName(name)}?: ${schemaType(own, schema)}`,
  );
  return fields.length === 0 ? "Readonly<Record<string, unknown>>" : `{ ${fields.join("; ")} }`;
}

function docOf(schema: unknown, indent: string): string {
  const text: unknown = isJsonObject(schema) ? schema["description"] : null;
  return typeof text === "string" && text.trim() !== "" ? comment(text, indent) : "";
}

/** What others wrote cannot end the comment. */
function comment(text: string, indent: string): string {
  const lines = text
    .trim()
    .replaceAll("*/", "*\\/")
    .split(/\r?\n|\u2028|\u2029/);
  if (lines.length === 1) return `${indent}/** ${lines[0] ?? ""} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}
