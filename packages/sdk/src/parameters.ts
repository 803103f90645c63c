import { TuttiError } from "@tutti/core/errors";
import { isRecord } from "./results/inline-json.ts";
import { describeIssues, type StandardSchema } from "./standard-schema.ts";

/** The parameters as the schema gives them, defaults filled in. Rejects with `invalid_parameters`. */
export async function checkParameters(schema: StandardSchema, parameters: unknown): Promise<unknown> {
  const result = await schema["~standard"].validate(parameters);
  if (result.issues !== undefined) throw new TuttiError("invalid_parameters", describeIssues(result.issues));
  return result.value;
}

/**
 * The parameters as the server keeps them: plain JSON. What JSON has no form for is written as a text that says what it
 * was; the flow itself gets the values as they were given.
 */
export function parametersToWire(parameters: unknown): Record<string, unknown> {
  if (!isRecord(parameters)) return parameters === undefined ? {} : { parameters: jsonOf(parameters) };
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, jsonOf(value)]));
}

function jsonOf(value: unknown): unknown {
  try {
    const text = JSON.stringify(value, (_key, item: unknown) => plain(item));
    return text === undefined ? null : JSON.parse(text);
  } catch {
    return `<${Object.prototype.toString.call(value).slice(8, -1)}>`;
  }
}

function plain(item: unknown): unknown {
  if (typeof item === "bigint") return Number.isSafeInteger(Number(item)) ? Number(item) : String(item);
  if (typeof item === "function") return `<function ${item.name}>`;
  if (item instanceof Map) return [...item];
  return item instanceof Set ? [...item] : item;
}
