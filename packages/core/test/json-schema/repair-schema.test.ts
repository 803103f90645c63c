import { expect, test } from "vitest";
import { repairSchema } from "../../src/json-schema/repair-schema.ts";
import { problemsOfSchema } from "../../src/json-schema/schema-of-schemas.ts";

test.each([
  [
    "an optional field may be null",
    { properties: { a: { type: "integer" } } },
    { properties: { a: { anyOf: [{ type: "integer" }, { type: "null" }] } } },
  ],
  [
    "a required one may not",
    { properties: { a: { type: "integer" } }, required: ["a"] },
    { properties: { a: { type: "integer" } }, required: ["a"] },
  ],
  [
    "nor one with a default",
    { properties: { a: { type: "integer", default: 1 } } },
    { properties: { a: { type: "integer", default: 1 } } },
  ],
  ["nor one that is null anyway", { properties: { a: { type: "null" } } }, { properties: { a: { type: "null" } } }],
  ["a field may be no schema", { properties: { a: true } }, { properties: { a: true } }],
  [
    "a tuple's items are its prefix",
    { properties: { a: { items: [{}] } } },
    { properties: { a: { prefixItems: [{}] } } },
  ],
  [
    "fields within fields",
    { properties: { a: { properties: { b: { type: "string" } } } } },
    { properties: { a: { properties: { b: { anyOf: [{ type: "string" }, { type: "null" }] } } } } },
  ],
  [
    "definitions too",
    { definitions: { D: { properties: { b: { type: "string" } } }, E: true, F: {} } },
    { definitions: { D: { properties: { b: { anyOf: [{ type: "string" }, { type: "null" }] } } }, E: true, F: {} } },
  ],
  ["what has no fields stays", { type: "object" }, { type: "object" }],
])("%s", (_what, schema, repaired) => {
  expect(repairSchema(schema)).toEqual(repaired);
});

test("a field with a default may be null where that is allowed", () => {
  const schema = { properties: { a: { type: "integer", default: 1 } } };
  expect(repairSchema(schema, { allowsNullWithDefault: true })).toEqual({
    properties: { a: { default: 1, anyOf: [{ type: "integer" }, { type: "null" }] } },
  });
});

test("a block may be named instead of written out", () => {
  const definition = { title: "Block", block_type_slug: "block", type: "object" };
  expect(repairSchema({ definitions: { Block: definition } })).toMatchObject({
    definitions: { Block: { oneOf: [definition, { required: ["$ref"] }] } },
  });
});

test.each([
  [{}, true],
  [true, true],
  [{ type: ["string", "null"], properties: { a: { items: { minimum: 1 } } } }, true],
  [{ type: "thing" }, false],
  [{ properties: { a: 1 } }, false],
  [{ required: "a" }, false],
  [{ allOf: [] }, false],
  [1, false],
])("%j is a schema: %s", (schema, is) => {
  expect(problemsOfSchema(schema).length === 0).toBe(is);
});
