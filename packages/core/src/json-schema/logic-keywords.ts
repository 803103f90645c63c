import { shown } from "./problem.ts";
import { problem, type Keyword } from "./walk.ts";

const allOf: Keyword = (argument, value, site) => schemasOf(argument).flatMap((schema) => site.descend(schema, value));

const anyOf: Keyword = (argument, value, site) =>
  schemasOf(argument).some((schema) => site.descend(schema, value).length === 0)
    ? []
    : problem(site, "anyOf", `${shown(value)} is valid under none of the given schemas`);

const oneOf: Keyword = (argument, value, site) => {
  const count = schemasOf(argument).filter((schema) => site.descend(schema, value).length === 0).length;
  if (count === 1) return [];
  return problem(
    site,
    "oneOf",
    `${shown(value)} is valid under ${count === 0 ? "none" : "more than one"} of the given schemas`,
  );
};

const not: Keyword = (argument, value, site) =>
  site.descend(argument, value).length === 0
    ? problem(site, "not", `${shown(value)} should not be valid under ${shown(argument)}`)
    : [];

const condition: Keyword = (argument, value, site) => {
  const { then: whenValid = true, else: otherwise = true } = site.schema;
  return site.descend(site.descend(argument, value).length === 0 ? whenValid : otherwise, value);
};

const reference: Keyword = (argument, value, site) => site.descend(site.resolve(String(argument)), value);

function schemasOf(argument: unknown): unknown[] {
  return Array.isArray(argument) ? argument : [];
}

export const LOGIC_KEYWORDS: Readonly<Record<string, Keyword>> = {
  $ref: reference,
  $dynamicRef: reference,
  allOf,
  anyOf,
  oneOf,
  not,
  if: condition,
};
