import { isJsonObject, type JsonObject } from "@tutti/core/json-object";

const REFERENCE = /^#\/definitions\/(.+)$/;

/**
 * Pure: the schema with any value in the place of what is defined by itself, as any JSON and trees are: Prefect's server follows
 * references without end, and answers 500.
 */
export function withoutCircles(schema: JsonObject): JsonObject {
  const { definitions, ...others } = schema;
  if (!isJsonObject(definitions)) return schema;
  const circular = new Set(Object.keys(definitions).filter((name) => reachedFrom(definitions, name).has(name)));
  if (circular.size === 0) return schema;
  const left = Object.entries(definitions).filter(([name]) => !circular.has(name));
  const cut = opened(others, circular);
  return {
    ...(isJsonObject(cut) ? cut : {}),
    ...(left.length === 0 ? {} : { definitions: opened(Object.fromEntries(left), circular) }),
  };
}

/** The definitions that one leads to, at any distance. */
function reachedFrom(definitions: JsonObject, name: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const found of referencesIn(definitions[next])) {
      if (reached.has(found)) continue;
      reached.add(found);
      open.push(found);
    }
  }
  return reached;
}

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isJsonObject(value)) return [];
  const name = referenceOf(value);
  return [...(name === null ? [] : [name]), ...Object.values(value).flatMap(referencesIn)];
}

function opened(value: unknown, circular: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => opened(item, circular));
  if (!isJsonObject(value)) return value;
  const { $ref: reference, ...others } = value;
  const name = referenceOf(value);
  const isKept = reference !== undefined && (name === null || !circular.has(name));
  const entries = Object.entries(others).map(([key, item]) => [key, opened(item, circular)]);
  return { ...(isKept ? { $ref: reference } : {}), ...Object.fromEntries(entries) };
}

function referenceOf({ $ref }: JsonObject): string | null {
  return typeof $ref === "string" ? (REFERENCE.exec($ref)?.[1] ?? null) : null;
}
