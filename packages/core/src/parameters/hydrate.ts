import { parseExact } from "../exact-json.ts";
import { Placeholder } from "../json-schema/placeholder.ts";
import { isJsonObject, type JsonObject } from "../json-object.ts";

// Forms send values that are not themselves yet: `{"__prefect_kind": "json", "value": "[1]"}` stands for the list.

export interface HydrationContext {
  /** The value of a variable; undefined when there is none. */
  variable(name: string): unknown;
  /** What is wrong with a template; null when nothing is. */
  checkTemplate(text: string): string | null;
  /** Null: what a template says is only known later. */
  readonly renderTemplate: ((text: string) => string) | null;
}

/** Nothing stands there: the key or the item goes. */
const REMOVED = Symbol("removed");

/** The values themselves; what cannot be made is a `Placeholder`. */
export function hydrate(values: JsonObject, context: HydrationContext): unknown {
  const hydrated = hydrateValue(values, context);
  return hydrated === REMOVED ? {} : hydrated;
}

/** What was wrong with the first value that could not be made; null when all could. */
export function hydrationError(value: unknown): string | null {
  if (value instanceof Placeholder) return value.error;
  if (typeof value !== "object" || value === null) return null;
  for (const item of Object.values(value)) {
    const error = hydrationError(item);
    if (error !== null) return error;
  }
  return null;
}

function hydrateValue(value: unknown, context: HydrationContext): unknown {
  if (Array.isArray(value)) return value.map((item) => hydrateValue(item, context)).filter((item) => item !== REMOVED);
  if (!isJsonObject(value)) return value;
  if ("__prefect_kind" in value) return hydrateKind(value["__prefect_kind"], value, context);
  const entries = Object.entries(value).map(([key, item]) => [key, hydrateValue(item, context)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== REMOVED));
}

type Kind = (value: JsonObject, context: HydrationContext) => unknown;

const KINDS: ReadonlyMap<unknown, Kind> = new Map<unknown, Kind>([
  ["none", plain],
  ["json", json],
  ["jinja", template],
  ["workspace_variable", variable],
]);

function hydrateKind(kind: unknown, value: JsonObject, context: HydrationContext): unknown {
  const make = KINDS.get(kind);
  return make === undefined ? (value["value"] ?? null) : make(value, context);
}

function plain(value: JsonObject, context: HydrationContext): unknown {
  return "value" in value ? hydrateValue(value["value"], context) : missing("value");
}

function json(value: JsonObject, context: HydrationContext): unknown {
  if (!("value" in value)) return REMOVED;
  const text = nested(value["value"], context);
  if (typeof text !== "string") return text;
  try {
    return parseExact(text);
  } catch (error) {
    return new Placeholder(`Invalid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function template(value: JsonObject, context: HydrationContext): unknown {
  if (!("template" in value)) return missing("template");
  const text = nested(value["template"], context);
  if (text instanceof Placeholder) return text;
  const problem = context.checkTemplate(String(text));
  if (problem !== null) return new Placeholder(`Invalid jinja: ${problem}`);
  return context.renderTemplate === null ? new Placeholder(null) : context.renderTemplate(String(text));
}

function variable(value: JsonObject, context: HydrationContext): unknown {
  if (!("variable_name" in value)) return REMOVED;
  const name = nested(value["variable_name"], context);
  if (name instanceof Placeholder) return name;
  const held = context.variable(String(name));
  return held === undefined ? new Placeholder(`Variable '${String(name)}' not found in workspace.`) : held;
}

/** A value within may be one that is not itself yet. */
function nested(value: unknown, context: HydrationContext): unknown {
  return isJsonObject(value) ? hydrateValue(value, context) : value;
}

function missing(key: string): Placeholder {
  return new Placeholder(`Missing '${key}' key in __prefect object`);
}
