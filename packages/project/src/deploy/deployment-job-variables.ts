import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { DeclaredDeployment } from "./declared-deployment.ts";

/** What a TypeScript deployment is run with, by Prefect's workers and by Tutti's. */
const NODE_COMMAND = "tutti flow-run execute";

const NO_TEXTS = new Set(["object", "array", "boolean", "integer", "number"]);

/**
 * The job variables of a deployment. A text stands for what it is as JSON where the pool takes no text: an option has only
 * texts to give. The command is set where the pool's jobs have one, and nobody said another.
 */
export function deploymentJobVariables(
  { jobVariables, entryPoint }: Pick<DeclaredDeployment, "jobVariables" | "entryPoint">,
  { base_job_template: template }: Pick<WorkPool, "base_job_template">,
): JsonObject {
  const schema = template["variables"];
  const known = isJsonObject(schema) && isJsonObject(schema["properties"]) ? schema["properties"] : null;
  const given = Object.entries(jobVariables).map(([name, value]) => [name, typed(value, known?.[name])] as const);
  const takesCommand = known === null || "command" in known;
  const isSet = entryPoint.language === "python" || "command" in jobVariables || !takesCommand;
  return { ...Object.fromEntries(given), ...(isSet ? {} : { command: NODE_COMMAND }) };
}

function typed(value: unknown, field: unknown): unknown {
  const type = isJsonObject(field) ? field["type"] : null;
  if (typeof value !== "string" || typeof type !== "string" || !NO_TEXTS.has(type)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
