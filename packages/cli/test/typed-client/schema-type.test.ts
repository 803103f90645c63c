import { expect, test } from "vitest";
import { renderClient } from "../../src/typed-client/render-client.ts";
import { schemaType } from "../../src/typed-client/schema-type.ts";

const ROOT = {
  definitions: {
    Trip: { type: "object", properties: { km: { type: "number" } }, required: ["km"] },
    Tree: { type: "object", properties: { next: { $ref: "#/definitions/Tree" } } },
  },
};

test.each([
  [{ type: "string" }, "string"],
  [{ type: "integer" }, "number"],
  [{ type: ["string", "null"] }, "string | null"],
  [{ enum: ["a", 1, null] }, '"a" | 1 | null'],
  [{ const: true }, "true"],
  [{ anyOf: [{ type: "string" }, { type: "array", items: { type: "number" } }] }, "string | (readonly number[])"],
  [{ allOf: [{ $ref: "#/definitions/Trip" }] }, "{ readonly km: number }"],
  [{ type: "array", items: { enum: ["a", "b"] } }, 'readonly ("a" | "b")[]'],
  [{ type: "array", prefixItems: [{ type: "string" }, {}] }, "readonly [string, unknown]"],
  [{ type: "object" }, "Readonly<Record<string, unknown>>"],
  [{ type: "object", additionalProperties: { type: "number" } }, "Readonly<Record<string, number>>"],
  [{ type: "object", properties: { "a-b": { type: "null" } } }, '{ readonly "a-b"?: null }'],
  [{ $ref: "#/definitions/nowhere" }, "unknown"],
  [{ enum: [{}] }, "unknown"],
  [{}, "unknown"],
  [true, "unknown"],
])("%j is %s", (schema, type) => {
  expect(schemaType(schema, ROOT)).toBe(type);
});

test("a definition that names itself ends somewhere", () => {
  expect(schemaType({ $ref: "#/definitions/Tree" }, ROOT)).toContain("next?: unknown");
});

test("what a deployment says of itself cannot leave its comment", () => {
  const parameters = { type: "object", properties: { a: { description: "x */ evil() /*" } } };
  const text = renderClient([{ name: 'f/"d', description: "one\ntwo */", parameters, jobVariables: null }]);
  expect(text).toContain("   * one\n   * two *\\/\n   */\n");
  expect(text).toContain("/** x *\\/ evil() /* */");
  expect(text).toContain('"f/\\"d": (');
});
