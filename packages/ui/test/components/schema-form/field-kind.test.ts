import { expect, test } from "vitest";
import { fieldsOf, isNullable, kindOf, typeWords } from "../../../src/components/schema-form/field-kind.ts";
import type { JsonSchema } from "../../../src/components/schema-form/json-schema.ts";

const root: JsonSchema = {
  definitions: {
    Mode: { title: "Mode", enum: ["fast", "slow"] },
    Target: { title: "Target", type: "object", properties: { port: { type: "integer" } } },
    Aws: { block_type_slug: "aws-credentials", type: "object" },
    Loop: { $ref: "#/definitions/Loop" },
    "a/b": { type: "boolean" },
  },
};

test.each<[string, JsonSchema, string, string]>([
  ["a text", { type: "string" }, "text", "text"],
  ["a long text", { type: "string", maxLength: 2000 }, "text", "text"],
  ["a secret", { type: "string", format: "password" }, "text", "secret"],
  ["a secret of a block", { type: "string", writeOnly: true }, "text", "secret"],
  ["a day", { type: "string", format: "date" }, "text", "date"],
  ["a time", { type: "string", format: "date-time" }, "text", "date and time"],
  ["a duration", { type: "string", format: "duration" }, "text", "text"],
  ["a whole number", { type: "integer" }, "number", "whole number"],
  ["a number", { type: "number" }, "number", "number"],
  ["a yes or no", { type: "boolean" }, "boolean", "yes or no"],
  ["a choice", { $ref: "#/definitions/Mode" }, "choice", "one of 2"],
  ["a constant", { const: "a" }, "choice", '"a"'],
  ["a list", { type: "array", items: { type: "number" } }, "list", "list of number"],
  ["a list of anything", { type: "array" }, "json", "JSON"],
  ["an object", { allOf: [{ $ref: "#/definitions/Target" }] }, "object", "Target"],
  ["an object of anything", { type: "object", additionalProperties: true }, "json", "JSON"],
  ["one of several", { anyOf: [{ type: "integer" }, { type: "string" }] }, "union", "whole number or text"],
  ["one that may be null", { anyOf: [{ type: "integer" }, { type: "null" }] }, "number", "whole number"],
  ["types in a list", { type: ["string", "null"] }, "text", "text"],
  ["several types in a list", { type: ["string", "integer"] }, "json", "JSON"],
  ["a block", { $ref: "#/definitions/Aws" }, "block", "aws-credentials block"],
  ["anything", {}, "json", "JSON"],
  ["what refers to itself", { $ref: "#/definitions/Loop" }, "json", "JSON"],
  ["what is elsewhere", { $ref: "https://example.com/schema" }, "json", "JSON"],
  ["what refers to nothing", { $ref: "#/definitions/None" }, "json", "JSON"],
  ["an escaped reference", { $ref: "#/definitions/a~1b" }, "boolean", "yes or no"],
])("%s", (_what, schema, kind, words) => {
  expect([kindOf(schema, root).kind, typeWords(schema, root)]).toStrictEqual([kind, words]);
});

test.each<[boolean, JsonSchema]>([
  [true, { anyOf: [{ type: "integer" }, { type: "null" }] }],
  [true, { type: ["string", "null"] }],
  [true, { type: "null" }],
  [false, { type: "string" }],
])("null is a value: %s of %j", (isIt, schema) => {
  expect(isNullable(schema, root)).toBe(isIt);
});

test("fields stand in the order of their positions, and what stands beside a reference wins", () => {
  const schema: JsonSchema = {
    ...root,
    properties: {
      last: { type: "string", position: 2 },
      mode: { $ref: "#/definitions/Mode", default: "fast", description: "How", position: 0 },
      first: { title: "The first", type: "string", description: "", position: 1 },
      unplaced: true,
    },
    required: ["first"],
  };
  const { properties } = schema as { properties: Record<string, JsonSchema> };
  expect(fieldsOf(schema, schema)).toStrictEqual([
    { key: "mode", title: "mode", description: "How", isRequired: false, schema: properties["mode"], fallback: "fast" },
    {
      key: "first",
      title: "The first",
      description: null,
      isRequired: true,
      schema: properties["first"],
      fallback: undefined,
    },
    {
      key: "last",
      title: "last",
      description: null,
      isRequired: false,
      schema: properties["last"],
      fallback: undefined,
    },
    { key: "unplaced", title: "unplaced", description: null, isRequired: false, schema: {}, fallback: undefined },
  ]);
});
