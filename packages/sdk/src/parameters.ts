import { TuttiError } from "@tutti/core/errors";
import { RUN_PARAMETERS_BYTES_MAX } from "@tutti/core/wire/run-parameters";
import { isRecord } from "./results/inline-json.ts";
import { describeIssues, type StandardSchema } from "./standard-schema.ts";

// A Prefect server counts characters beyond ASCII with up to three times their bytes.
const DESCRIBED_FROM_BYTES = RUN_PARAMETERS_BYTES_MAX / 3;

/** The parameters as the schema gives them, defaults filled in. Rejects with `invalid_parameters`. */
export async function checkParameters(schema: StandardSchema, parameters: unknown): Promise<unknown> {
  const result = await schema["~standard"].validate(parameters);
  if (result.issues !== undefined) throw new TuttiError("invalid_parameters", describeIssues(result.issues));
  return result.value;
}

/**
 * The parameters as the server keeps them: plain JSON. What JSON has no form for is written as a text that says what it
 * was; the flow itself gets the values as they were given. One that is undefined is not there: a resumed run gets the
 * default of the function for it, as the first attempt did.
 */
export function parametersToWire(parameters: unknown): Record<string, unknown> {
  if (!isRecord(parameters)) return parameters === undefined ? {} : { parameters: shallowJson(parameters) };
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, shallowJson(value)]));
}

/** Servers take no request that is nested deeper than 64 levels, the request's own counted. */
const DEPTH_MAX = 50;

function shallowJson(value: unknown): unknown {
  const plain = plainJson(value);
  return isDeeper(plain, DEPTH_MAX) ? describeValue(plain) : plain;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** The parameters of a run that nothing but its record gives back. Throws `invalid_parameters` when they are too large. */
export function parametersWithinLimit(parameters: Record<string, unknown>): Record<string, unknown> {
  const size = bytesOf(parameters);
  if (size <= RUN_PARAMETERS_BYTES_MAX) return parameters;
  const detail = `they take ${grouped(size)} bytes as JSON, and a run keeps ${grouped(RUN_PARAMETERS_BYTES_MAX)}`;
  throw new TuttiError("invalid_parameters", `${detail}; give the flow a path or an address to read from`);
}

/** A subflow's parameters: its parent has the values, so the record may describe those that are too large to be kept. */
export function describeLargeParameters(parameters: Record<string, unknown>): Record<string, unknown> {
  let left = bytesOf(parameters);
  if (left <= DESCRIBED_FROM_BYTES) return parameters;
  const kept = { ...parameters };
  const bySize = Object.entries(parameters).map(([name, value]) => ({ name, value, size: bytesOf(value) }));
  for (const { name, value, size } of bySize.sort((a, b) => b.size - a.size)) {
    if (left <= DESCRIBED_FROM_BYTES) break;
    kept[name] = describeValue(value);
    left -= size;
  }
  return kept;
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return `<a list of ${grouped(value.length)} items>`;
  return typeof value === "string" ? `<a text of ${grouped(value.length)} characters>` : "<a large object>";
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

/** A value as JSON, for people to look at: what has no form there is written as a text that says what it was. */
export function plainJson(value: unknown): unknown {
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
