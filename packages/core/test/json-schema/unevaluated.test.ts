import { describe, expect, test } from "vitest";
import { validateValue } from "../../src/json-schema/validate.ts";

type Case = readonly [what: string, schema: object, allowed: readonly unknown[], refused: readonly unknown[]];

const named = { properties: { a: {} } };
const closed = { unevaluatedProperties: false };

// Each is as Python's jsonschema says.
const CASES: readonly Case[] = [
  ["own properties", { ...named, ...closed }, [{}, { a: 1 }, [], "b"], [{ b: 1 }]],
  ["own patterns", { patternProperties: { "^x": {} }, ...closed }, [{ xy: 1 }], [{ y: 1 }]],
  ["all others", { additionalProperties: true, ...closed }, [{ b: 1 }], []],
  ["all of", { allOf: [named, { properties: { b: {} } }], ...closed }, [{ a: 1, b: 2 }], [{ c: 1 }]],
  [
    "any of that hold",
    {
      anyOf: [
        { ...named, required: ["a"] },
        { properties: { b: { type: "null" } }, required: ["b"] },
      ],
      ...closed,
    },
    [{ a: 1 }, { a: 1, b: null }],
    [{ a: 1, b: 2 }],
  ],
  ["the one of", { oneOf: [{ ...named, required: ["a"] }, { required: ["b"] }], ...closed }, [{ a: 1 }], [{ b: 1 }]],
  ["a reference", { $ref: "#/$defs/x", $defs: { x: named }, ...closed }, [{ a: 1 }], [{ b: 1 }]],
  [
    "what if",
    Object(
      JSON.parse(
        '{"if":{"properties":{"a":{}},"required":["a"]},"then":{"properties":{"b":{}}},"else":{"properties":{"c":{}}},"unevaluatedProperties":false}',
      ),
    ),
    [{ a: 1, b: 1 }, { c: 1 }],
    [{ a: 1, c: 1 }, { b: 1 }],
  ],
  [
    "what depends",
    { ...named, dependentSchemas: { a: { properties: { b: {} } } }, ...closed },
    [{ a: 1, b: 1 }],
    [{ b: 1 }],
  ],
  ["not what is denied", { not: { required: ["z"], properties: { b: {} } }, ...closed }, [{}], [{ b: 1 }]],
  ["a schema for the rest", { ...named, unevaluatedProperties: { type: "null" } }, [{ a: 1, b: null }], [{ b: 1 }]],
  ["what within takes the rest", { allOf: [{ unevaluatedProperties: true }], ...closed }, [{ b: 1 }], []],
  ["no items", { unevaluatedItems: false }, [[], {}], [[1]]],
  ["items before", { prefixItems: [{}], unevaluatedItems: false }, [[1]], [[1, 2]]],
  ["items after", { items: {}, unevaluatedItems: false }, [[1, 2]], []],
  ["items that are contained", { contains: { type: "null" }, unevaluatedItems: false }, [[null]], [[null, 1]]],
  [
    "items within",
    { allOf: [{ prefixItems: [{}, {}] }], unevaluatedItems: { type: "null" } },
    [[1, 2, null]],
    [[1, 2, 3]],
  ],
];

describe.each(CASES)("unevaluated beside %s", (_what, schema, allowed, refused) => {
  test.each(allowed.map((value) => [JSON.stringify(value), value]))("allows %s", (_text, value) => {
    expect(validateValue(schema, value)).toEqual([]);
  });
  test.each(refused.map((value) => [JSON.stringify(value), value]))("refuses %s", (_text, value) => {
    expect(validateValue(schema, value)).not.toEqual([]);
  });
});

test("a schema that leads to itself ends", () => {
  expect(() => validateValue({ unevaluatedProperties: false, $ref: "#" }, {})).toThrow("circles");
});
