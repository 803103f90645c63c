import { TemplateRenderError } from "./template-error.ts";
import { compare, contains, isEqual, isMapping, isNumeric, numberOf, textOf } from "./values.ts";

type Test = (value: unknown, other: unknown) => boolean;

const equal: Test = (value, other) => isEqual(value, other);

const TESTS: Readonly<Record<string, Test>> = {
  boolean: (value) => typeof value === "boolean",
  defined: (value) => value !== undefined,
  divisibleby: (value, other) => numberOf(value) % numberOf(other) === 0,
  eq: equal,
  equalto: equal,
  even: (value) => numberOf(value) % 2 === 0,
  false: (value) => value === false,
  ge: (value, other) => compare(value, other) >= 0,
  greaterthan: (value, other) => compare(value, other) > 0,
  gt: (value, other) => compare(value, other) > 0,
  in: (value, other) => contains(other, value),
  iterable: (value) => typeof value === "string" || Array.isArray(value) || isMapping(value),
  le: (value, other) => compare(value, other) <= 0,
  lessthan: (value, other) => compare(value, other) < 0,
  lower: (value) => textOf(value) === textOf(value).toLowerCase(),
  lt: (value, other) => compare(value, other) < 0,
  mapping: isMapping,
  ne: (value, other) => !isEqual(value, other),
  none: (value) => value === null,
  number: isNumeric,
  odd: (value) => Math.abs(numberOf(value) % 2) === 1,
  sameas: equal,
  sequence: (value) => typeof value === "string" || Array.isArray(value),
  string: (value) => typeof value === "string",
  true: (value) => value === true,
  undefined: (value) => value === undefined,
  upper: (value) => textOf(value) === textOf(value).toUpperCase(),
};

/** One of Jinja's tests: what stands behind `is`. */
export function testOf(name: string): Test {
  const test = Object.hasOwn(TESTS, name) ? TESTS[name] : undefined;
  if (test === undefined) throw new TemplateRenderError(`there is no test ${name}`);
  return test;
}
