import { isJsonObject, type JsonObject } from "../json-object.ts";
import { findsPattern } from "./patterns.ts";
import { shown, type SchemaProblem } from "./problem.ts";
import { problem, type Keyword, type Site } from "./walk.ts";

function forObjects(judge: (argument: unknown, value: JsonObject, site: Site) => SchemaProblem[]): Keyword {
  return (argument, value, site) => (isJsonObject(value) ? judge(argument, value, site) : []);
}

const properties = forObjects((argument, value, site) =>
  entriesOf(argument).flatMap(([name, schema]) =>
    Object.hasOwn(value, name) ? site.descend(schema, value[name], [...site.path, name]) : [],
  ),
);

const patternProperties = forObjects((argument, value, site) =>
  entriesOf(argument).flatMap(([pattern, schema]) =>
    Object.keys(value)
      .filter((name) => matchesName(pattern, name))
      .flatMap((name) => site.descend(schema, value[name], [...site.path, name])),
  ),
);

const additionalProperties = forObjects((argument, value, site) => {
  const named = new Set(entriesOf(site.schema["properties"]).map(([name]) => name));
  const patterns = entriesOf(site.schema["patternProperties"]).map(([pattern]) => pattern);
  const extra = Object.keys(value).filter(
    (name) => !named.has(name) && !patterns.some((pattern) => matchesName(pattern, name)),
  );
  if (argument === false && extra.length > 0) {
    return problem(
      site,
      "additionalProperties",
      `unexpected properties: ${extra.map((name) => `'${name}'`).join(", ")}`,
    );
  }
  return extra.flatMap((name) => site.descend(argument, value[name], [...site.path, name]));
});

const propertyNames = forObjects((argument, value, site) =>
  Object.keys(value).flatMap((name) => site.descend(argument, name)),
);

/** The problem stands at the property that is missing. */
const required = forObjects((argument, value, site) =>
  namesOf(argument)
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => ({ path: site.path, keyword: "required", message: `'${name}' is a required property` })),
);

const dependentRequired = forObjects((argument, value, site) =>
  entriesOf(argument)
    .filter(([name]) => Object.hasOwn(value, name))
    .flatMap(([name, names]) =>
      namesOf(names)
        .filter((other) => !Object.hasOwn(value, other))
        .flatMap((other) => problem(site, "dependentRequired", `'${name}' needs '${other}'`)),
    ),
);

const dependentSchemas = forObjects((argument, value, site) =>
  entriesOf(argument).flatMap(([name, schema]) => (Object.hasOwn(value, name) ? site.descend(schema, value) : [])),
);

const minProperties = forObjects((argument, value, site) =>
  Object.keys(value).length < Number(argument)
    ? problem(site, "minProperties", `${shown(value)} has fewer than ${shown(argument)} properties`)
    : [],
);

const maxProperties = forObjects((argument, value, site) =>
  Object.keys(value).length > Number(argument)
    ? problem(site, "maxProperties", `${shown(value)} has more than ${shown(argument)} properties`)
    : [],
);

function entriesOf(argument: unknown): [string, unknown][] {
  return isJsonObject(argument) ? Object.entries(argument) : [];
}

function namesOf(argument: unknown): string[] {
  return Array.isArray(argument) ? argument.map(String) : [];
}

/** Whether a property of that name is meant by the pattern. */
export function matchesName(pattern: string, name: string): boolean {
  return findsPattern(pattern, name) === true;
}

export const OBJECT_KEYWORDS: Readonly<Record<string, Keyword>> = {
  properties,
  patternProperties,
  additionalProperties,
  propertyNames,
  required,
  dependentRequired,
  dependentSchemas,
  minProperties,
  maxProperties,
};
