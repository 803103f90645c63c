import { isJsonObject } from "../json-object.ts";
import { SchemaError } from "./problem.ts";

/** The part of the schema that a reference names: a pointer, an anchor or an id within it. Nothing is fetched. Throws `SchemaError`. */
export function resolveReference(root: unknown, reference: string): unknown {
  const found = reference.startsWith("#/")
    ? pointed(root, reference.slice(2).split("/").map(unescape))
    : reference === "#"
      ? root
      : named(root, reference);
  if (found === undefined) throw new SchemaError(`unresolvable reference: ${reference}`, { isCircular: false });
  return found;
}

function unescape(token: string): string {
  return decoded(token).replaceAll("~1", "/").replaceAll("~0", "~");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function pointed(from: unknown, tokens: readonly string[]): unknown {
  let at = from;
  for (const token of tokens) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, token)) return undefined;
    at = Reflect.get(at, token);
  }
  return at;
}

const KEYS = ["$id", "$anchor", "$dynamicAnchor"] as const;
const DEPTH_MAX = 64;

/** The schema that gives itself this name. */
function named(at: unknown, reference: string, depth = 0): unknown {
  if (typeof at !== "object" || at === null || depth > DEPTH_MAX) return undefined;
  if (isJsonObject(at) && KEYS.some((key) => at[key] === reference || `#${String(at[key])}` === reference)) return at;
  for (const child of Object.values(at)) {
    const found = named(child, reference, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
