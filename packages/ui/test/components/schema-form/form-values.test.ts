import { parseExact } from "@tutti/core/exact-json";
import { expect, test } from "vitest";
import {
  blankValue,
  blockIdOf,
  blockReference,
  changedValues,
  defaultValues,
  standIn,
  standInOf,
  variantOf,
  withValue,
} from "../../../src/components/schema-form/form-values.ts";
import type { JsonSchema } from "../../../src/components/schema-form/json-schema.ts";

test("a value is set, and taken out again", () => {
  const values = withValue({ a: 1 }, "b", null);
  expect(values).toStrictEqual({ a: 1, b: null });
  expect(withValue(values, "a", undefined)).toStrictEqual({ b: null });
});

test("what has a default has it", () => {
  const schema = { properties: { a: { type: "string", default: "x" }, b: { type: "string" }, c: { default: null } } };
  expect(defaultValues(schema, schema)).toStrictEqual({ a: "x", c: null });
});

test.each<[unknown, JsonSchema]>([
  ["x", { type: "string", default: "x" }],
  ["", { type: "string" }],
  [undefined, { type: "string", format: "date" }],
  [undefined, { type: "integer" }],
  [false, { type: "boolean" }],
  ["a", { enum: ["a", "b"] }],
  [[], { type: "array", items: {} }],
  [{}, { type: "object", properties: { a: {} } }],
  ["", { anyOf: [{ type: "string" }, { type: "integer" }] }],
  [undefined, {}],
])("one begins with %j for %j", (blank, schema) => {
  expect(blankValue(schema, {})).toStrictEqual(blank);
});

const variants = [
  { type: "integer" },
  { type: "number" },
  { type: "string", format: "date-time" },
  { type: "string" },
  { type: "boolean" },
  { type: "array", items: {} },
  { type: "object", properties: { a: {} } },
  { enum: [null] },
].map((schema) => ({ schema }));

test.each([
  [1, 0],
  [1.5, 1],
  ["2026-01-01T00:00:00Z", 2],
  ["x", 3],
  [true, 4],
  [[1], 5],
  [{ a: 1 }, 6],
  [null, 7],
  [{ b: 1 }, 0],
  [undefined, 0],
])("%j is of the variant %d", (value, index) => {
  expect(variantOf(value, variants, {})).toBe(index);
});

test("a block is referred to by its id", () => {
  expect(blockIdOf(blockReference("id"))).toBe("id");
  expect([blockIdOf({ $ref: "id" }), blockIdOf("id"), blockIdOf({})]).toStrictEqual(["id", null, null]);
});

test("what stands in for a value is read and written", () => {
  const variable = { __prefect_kind: "workspace_variable", variable_name: "bucket" };
  expect(standInOf(variable)).toStrictEqual({ kind: "workspace_variable", text: "bucket" });
  expect(standIn({ kind: "workspace_variable", text: "bucket" })).toStrictEqual(variable);
  expect(standInOf({ __prefect_kind: "json", value: [1] })).toStrictEqual({ kind: "json", text: "[1]" });
  expect(standInOf({ __prefect_kind: "jinja" })).toStrictEqual({ kind: "jinja", text: "" });
  expect([standInOf({ __prefect_kind: "none", value: 1 }), standInOf(null), standInOf([])]).toStrictEqual([
    null,
    null,
    null,
  ]);
});

test("only what changed is sent", () => {
  expect(changedValues({ a: 1, b: [1], c: { d: 2 } }, { a: 1, b: [2], c: { d: 2 } })).toStrictEqual({ b: [1] });
});

test("a number whose digits are kept is a number, and the same only with these digits", () => {
  const [kept, same, other] = ["5.0", "5.0", "5"].map(parseExact);
  const variants = [{ schema: { type: "object", properties: {} } }, { schema: { type: "number" } }];
  expect(variantOf(kept, variants, {})).toBe(1);
  expect(variantOf(kept, [{ schema: {} }, { schema: { enum: [same] } }], {})).toBe(1);
  expect(changedValues({ a: kept, b: kept }, { a: same, b: other })).toStrictEqual({ b: kept });
});
