import { isJsonObject, type JsonObject } from "../json-object.ts";
import { matchesName } from "./object-keywords.ts";
import { problem, type Keyword, type Site } from "./walk.ts";

// What no other keyword had anything to say about: neither beside this one, nor in schemas that hold for the same value.

const unevaluatedProperties: Keyword = (argument, value, site) => {
  if (!isJsonObject(value)) return [];
  const seen = evaluatedNames(site.schema, value, site, "unevaluatedProperties");
  const rest = Object.keys(value).filter((name) => !seen.has(name));
  if (argument === false && rest.length > 0) {
    const names = rest.map((name) => `'${name}'`).join(", ");
    return problem(site, "unevaluatedProperties", `unexpected properties: ${names}`);
  }
  return rest.flatMap((name) => site.descend(argument, value[name], [...site.path, name]));
};

const unevaluatedItems: Keyword = (argument, value, site) => {
  if (!Array.isArray(value)) return [];
  const items: readonly unknown[] = value;
  const seen = evaluatedPlaces(site.schema, items, site, "unevaluatedItems");
  const rest = [...items.keys()].filter((at) => !seen.has(at));
  if (argument === false && rest.length > 0) {
    return problem(site, "unevaluatedItems", `unexpected items: ${rest.join(", ")}`);
  }
  return rest.flatMap((at) => site.descend(argument, items[at], [...site.path, at]));
};

/** The properties of which the schema, and those it leads to, say something. `asked` is who asks, and does not count. */
function evaluatedNames(schema: JsonObject, value: JsonObject, site: Site, asked = ""): Set<string> {
  const names = Object.keys(value);
  const takesAll = ["additionalProperties", "unevaluatedProperties"].some((key) => key !== asked && key in schema);
  if (takesAll) return new Set(names);
  const named = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const patterns = isJsonObject(schema["patternProperties"]) ? Object.keys(schema["patternProperties"]) : [];
  const own = names.filter(
    (name) => Object.hasOwn(named, name) || patterns.some((pattern) => matchesName(pattern, name)),
  );
  const led = leadsTo(schema, value, site).flatMap((inner) => [...evaluatedNames(inner, value, site)]);
  return new Set([...own, ...led]);
}

function evaluatedPlaces(schema: JsonObject, items: readonly unknown[], site: Site, asked = ""): Set<number> {
  const places = [...items.keys()];
  if (["items", "unevaluatedItems"].some((key) => key !== asked && key in schema)) return new Set(places);
  const prefix = Array.isArray(schema["prefixItems"]) ? schema["prefixItems"].length : 0;
  const isContained = (at: number) => "contains" in schema && site.descend(schema["contains"], items[at]).length === 0;
  const own = places.filter((at) => at < prefix || isContained(at));
  const led = leadsTo(schema, items, site).flatMap((inner) => [...evaluatedPlaces(inner, items, site)]);
  return new Set([...own, ...led]);
}

/** The schemas that this one holds the same value against, and that hold for it. */
function leadsTo(schema: JsonObject, value: unknown, site: Site): JsonObject[] {
  const holds = (inner: unknown) => site.descend(inner, value).length === 0;
  const lists = ["allOf", "anyOf", "oneOf"].flatMap((key) => (Array.isArray(schema[key]) ? schema[key] : []));
  const references = ["$ref", "$dynamicRef"].flatMap((key) =>
    typeof schema[key] === "string" ? [site.resolve(schema[key])] : [],
  );
  const all: unknown[] = [...references, ...lists, ...conditional(schema, holds), ...dependent(schema, value)];
  return all.filter((inner): inner is JsonObject => isJsonObject(inner) && holds(inner));
}

function conditional(schema: JsonObject, holds: (inner: unknown) => boolean): unknown[] {
  if (!("if" in schema)) return [];
  return holds(schema["if"]) ? [schema["if"], schema["then"]] : [schema["else"]];
}

function dependent(schema: JsonObject, value: unknown): unknown[] {
  if (!isJsonObject(value) || !isJsonObject(schema["dependentSchemas"])) return [];
  return Object.entries(schema["dependentSchemas"]).flatMap(([name, inner]) =>
    Object.hasOwn(value, name) ? [inner] : [],
  );
}

export const UNEVALUATED_KEYWORDS: Readonly<Record<string, Keyword>> = { unevaluatedProperties, unevaluatedItems };
