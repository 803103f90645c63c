import { isRawNumber } from "@tutti/core/exact-json";

/** A JSON schema as users' tools wrote it: nothing in it is taken for granted. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isRawNumber(value);
}

const REFERENCES_MAX = 20;

/**
 * The schema with its `$ref` followed and a lone `allOf` opened; what stands beside them wins, as writers of schemas
 * mean it to. `root` is where references begin.
 */
export function resolveSchema(schema: unknown, root: JsonSchema): JsonSchema {
  let resolved: JsonSchema = isRecord(schema) ? schema : {};
  for (let count = 0; count < REFERENCES_MAX; count += 1) {
    const next = step(resolved, root);
    if (next === null) return resolved;
    resolved = next;
  }
  return {};
}

function step(schema: JsonSchema, root: JsonSchema): JsonSchema | null {
  const { $ref: reference, allOf: all, ...beside } = schema;
  if (typeof reference === "string") return { ...atPointer(reference, root), ...withAll(beside, all) };
  const [only, ...others] = Array.isArray(all) ? (all as unknown[]) : [];
  if (isRecord(only) && others.length === 0) return { ...only, ...beside };
  return null;
}

function withAll(schema: JsonSchema, all: unknown): JsonSchema {
  return all === undefined ? schema : { ...schema, allOf: all };
}

/** What `#/definitions/Name` points at; nothing for what points elsewhere. */
function atPointer(pointer: string, root: JsonSchema): JsonSchema {
  const parts = pointer.startsWith("#/") ? pointer.slice(2).split("/") : [];
  let at: unknown = parts.length === 0 ? {} : root;
  for (const part of parts) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    at = isRecord(at) ? at[key] : undefined;
  }
  return isRecord(at) ? at : {};
}
